package io.wick.pipeline;

/** The sinks there are, for {@link Pipeline#into}. */
public final class Sinks {
    private Sinks() {}
}
