package io.wick.internal.pipeline;

/** No rows. */
record Nothing() implements Feed {
    @Override
    public void feed(TaskContext context, Receiver to) {}
}
