package io.wick.examples;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how far a phase is: a bar in a terminal, lines elsewhere. For use by one thread. */
interface Progress extends AutoCloseable {
    /** So many more are done. */
    void step(int count);

    /** Ends the display. */
    @Override
    void close();

    /** Makes the display of a phase of {@code max} steps. */
    interface Factory {
        Progress start(String phase, int max);
    }

    /** What suits where {@code out} leads. */
    static Factory on(PrintStream out) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal
                ? (phase, max) -> bar(out, phase, max)
                : (phase, max) -> new Lines(out, phase, max);
    }

    /** Shows nothing. */
    static Factory none() {
        return (_, _) ->
                new Progress() {
                    @Override
                    public void step(int count) {}

                    @Override
                    public void close() {}
                };
    }

    private static Progress bar(PrintStream out, String phase, int max) {
        boolean unicode = out.charset().newEncoder().canEncode('\u2588');
        ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName(String.format(Locale.ROOT, "%-9s", phase))
                        .setInitialMax(max)
                        .setUnit(" parts", 1)
                        .setStyle(
                                unicode
                                        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                                        : ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(50)
                        .setConsumer(new ConsoleProgressBarConsumer(out, 79))
                        .hideEta()
                        .build();
        return new Progress() {
            @Override
            public void step(int count) {
                bar.stepBy(count);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    /** A line at each quarter. */
    final class Lines implements Progress {
        private final PrintStream out;
        private final String phase;
        private final int max;
        private final long begun = System.nanoTime();
        private int done;

        private Lines(PrintStream out, String phase, int max) {
            this.out = out;
            this.phase = phase;
            this.max = max;
        }

        @Override
        public void step(int count) {
            long quarter = 4L * done / max;
            done += count;
            if (4L * done / max > quarter) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                out.printf(
                        Locale.ROOT,
                        "%-9s %3d%%  %d of %d parts, %.1f s%n",
                        phase,
                        100L * done / max,
                        done,
                        max,
                        millis / 1000.0);
            }
        }

        @Override
        public void close() {}
    }
}
