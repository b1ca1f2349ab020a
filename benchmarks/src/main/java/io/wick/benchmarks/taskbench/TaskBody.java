package io.wick.benchmarks.taskbench;

/**
 * What a task does, the same under every runtime: checks that each input is the output of the task
 * it should be, computes, and gives an output that says which task it is of.
 */
final class TaskBody {
    private TaskBody() {}

    /**
     * Runs a task.
     *
     * @param inputs the outputs of {@link TaskGraph#inputs}, in that order
     * @return step and point, again and again up to the workload's output bytes
     * @throws WrongInputException when an input is missing or another task's
     */
    static long[] run(Workload workload, int step, int point, long[]... inputs) {
        verify(workload, step, point, inputs);
        if (Double.isNaN(Kernel.compute(workload.iterations()))) {
            throw new IllegalStateException("The kernel computed NaN");
        }
        long[] output = new long[workload.outputBytes() / Long.BYTES];
        for (int i = 0; i < output.length; i += 2) {
            output[i] = step;
            output[i + 1] = point;
        }
        return output;
    }

    private static void verify(Workload workload, int step, int point, long[][] inputs) {
        int[] expected = workload.graph().inputs(step, point);
        if (inputs.length != expected.length) {
            throw new WrongInputException(
                    step, point, expected.length + " inputs, got " + inputs.length);
        }
        for (int i = 0; i < inputs.length; i++) {
            verify(workload, step, point, expected[i], inputs[i]);
        }
    }

    private static void verify(Workload workload, int step, int point, int expected, long[] input) {
        if (input.length * Long.BYTES != workload.outputBytes()) {
            throw new WrongInputException(
                    step,
                    point,
                    workload.outputBytes() + " bytes, got " + input.length * Long.BYTES);
        }
        for (int i = 0; i < input.length; i += 2) {
            if (input[i] != step - 1 || input[i + 1] != expected) {
                throw new WrongInputException(
                        step,
                        point,
                        String.format(
                                "the output of step %d point %d, got that of step %d point %d",
                                step - 1, expected, input[i], input[i + 1]));
            }
        }
    }
}
