package io.wick.benchmarks.taskbench;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which points of one time step a task of the next depends on. The definitions are those of Task
 * Bench's core library, point for point. {@code sources} does not look at which points exist in the
 * step before; {@link TaskGraph#inputs} does.
 */
enum Pattern {
    /** No dependences: embarrassingly parallel. */
    TRIVIAL {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return IntStream.empty();
        }
    },

    /** Each point on itself: independent chains. */
    NO_COMM {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return IntStream.of(point);
        }
    },

    /** Each point on itself and its two neighbours. */
    STENCIL_1D {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return within(graph, point - 1, point + 1);
        }
    },

    /** The same on a ring. */
    STENCIL_1D_PERIODIC {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return IntStream.rangeClosed(point - 1, point + 1)
                    .map(source -> Math.floorMod(source, graph.width()));
        }
    },

    /** A wavefront: the steps grow by a point, later shrink, each point on itself and the left. */
    DOM {
        @Override
        int first(TaskGraph graph, int step) {
            return Math.max(0, step + graph.width() - graph.steps());
        }

        @Override
        int count(TaskGraph graph, int step) {
            return Math.min(graph.width(), Math.min(step + 1, graph.steps() - step));
        }

        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return within(graph, point - 1, point);
        }
    },

    /** A binary tree from one root, which fans out until the width is reached. */
    TREE {
        @Override
        int count(TaskGraph graph, int step) {
            return step < Integer.SIZE - 2 ? Math.min(graph.width(), 1 << step) : graph.width();
        }

        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return IntStream.of(point / 2);
        }
    },

    /** Butterflies: the distance of the sources is another power of two in each step. */
    FFT {
        @Override
        int sets(TaskGraph graph) {
            return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(graph.width() - 1));
        }

        @Override
        int set(TaskGraph graph, int step) {
            return (step + sets(graph) - 1) % sets(graph);
        }

        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return IntStream.of(point - (1 << set), point, point + (1 << set))
                    .filter(source -> source >= 0 && source < graph.width());
        }
    },

    /** Each point on all. */
    ALL_TO_ALL {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return within(graph, 0, graph.width() - 1);
        }
    },

    /** Each point on the {@code radix} nearest. */
    NEAREST {
        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return near(graph, point);
        }
    },

    /** Each point on {@code radix} points, spread evenly, other ones in each step. */
    SPREAD {
        @Override
        int sets(TaskGraph graph) {
            // a longer period than this would come back to points of an earlier set
            return Math.min(graph.period(), (graph.width() + radix(graph) - 1) / radix(graph));
        }

        /** No more sources than points: the core library refuses narrower graphs. */
        private int radix(TaskGraph graph) {
            return Math.min(graph.radix(), graph.width());
        }

        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            int width = graph.width();
            int radix = radix(graph);
            return IntStream.range(0, radix)
                    .map(i -> (point + i * width / radix + (i > 0 ? set : 0)) % width);
        }
    },

    /** Each point on itself and a random part of the {@code radix} nearest. */
    RANDOM_NEAREST {
        @Override
        int sets(TaskGraph graph) {
            return graph.period();
        }

        @Override
        IntStream sources(TaskGraph graph, int set, int point) {
            return near(graph, point)
                    .filter(
                            source ->
                                    source == point
                                            || Chance.of(0, graph.radix(), set, source, point)
                                                    < graph.fraction());
        }
    };

    /**
     * The sources of a point, as far as the width goes; each once, except where the width is too
     * small for the pattern.
     *
     * @param set which of the pattern's {@link #sets}
     */
    abstract IntStream sources(TaskGraph graph, int set, int point);

    /** How many different sets of dependences there are; they repeat. */
    int sets(TaskGraph graph) {
        return 1;
    }

    /** The set that leads to this step. */
    int set(TaskGraph graph, int step) {
        return step % sets(graph);
    }

    /** The first point of a step. */
    int first(TaskGraph graph, int step) {
        return 0;
    }

    /** How many points a step has. */
    int count(TaskGraph graph, int step) {
        return graph.width();
    }

    private static IntStream near(TaskGraph graph, int point) {
        return within(graph, point - graph.radix() / 2, point + (graph.radix() - 1) / 2);
    }

    private static IntStream within(TaskGraph graph, int first, int last) {
        return IntStream.rangeClosed(Math.max(0, first), Math.min(last, graph.width() - 1));
    }

    /** The name that Task Bench has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
