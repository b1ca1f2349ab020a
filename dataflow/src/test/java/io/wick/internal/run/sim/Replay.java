package io.wick.internal.run.sim;

/** Shows the whole course of one seed, or runs many and counts. For people at work on the run. */
final class Replay {
    private Replay() {}

    /** The seed, or the first and the one after the last; then perhaps a mutation. */
    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long to = args.length > 1 ? Long.parseLong(args[1]) : from + 1;
        Mutation mutation = args.length > 2 ? Mutation.valueOf(args[2]) : Mutation.NONE;
        int lines = to - from == 1 ? 1_000_000 : 60;
        int failed = 0;
        var ends = new java.util.TreeMap<String, Integer>();
        long begin = System.nanoTime();
        for (long seed = from; seed < to; seed++) {
            try {
                Simulator.Outcome outcome = Simulator.run(seed, mutation, lines);
                ends.merge(outcome.end(), 1, Integer::sum);
                if (to - from == 1) {
                    System.out.println(outcome);
                }
            } catch (AssertionError e) {
                failed++;
                String story = String.valueOf(e.getMessage());
                boolean whole = to - from == 1;
                System.out.println(whole ? story : story.substring(0, story.indexOf('\n')));
            }
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.println(
                failed + " of " + (to - from) + " seeds failed in " + millis + " ms, " + ends);
    }
}
