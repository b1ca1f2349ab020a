package io.wick.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of a Markdown table: what Wick reached beside a rival, and what it must reach. */
final class BudgetTable {
    private final List<String> rows = new ArrayList<>();
    private int missed;

    /** How a ratio is judged. */
    sealed interface Budget {
        /** Whether the ratio is good enough. */
        boolean isMet(double ratio);

        /** At least so many times the rival. */
        record AtLeast(double ratio) implements Budget {
            @Override
            public boolean isMet(double reached) {
                return reached >= ratio;
            }

            @Override
            public String toString() {
                return "≥ " + trimmed(ratio) + " ×";
            }
        }

        /** At most so many times the rival. */
        record AtMost(double ratio) implements Budget {
            @Override
            public boolean isMet(double reached) {
                return reached <= ratio;
            }

            @Override
            public String toString() {
                return "≤ " + trimmed(ratio) + " ×";
            }
        }

        private static String trimmed(double ratio) {
            return ratio == Math.rint(ratio) ? String.valueOf((long) ratio) : String.valueOf(ratio);
        }
    }

    /** A row that has a budget for the ratio. */
    void row(String what, String wick, String rival, double ratio, Budget budget) {
        row(what, wick, rival, ratio(ratio), budget.toString(), budget.isMet(ratio));
    }

    /** A row that has a budget for something else. */
    void row(String what, String wick, String rival, String ratio, String budget, boolean met) {
        if (!met) {
            missed++;
        }
        add(what, wick, rival, ratio, budget, met ? "yes" : "**no**");
    }

    /** A row for information. */
    void row(String what, String wick, String rival, double ratio) {
        add(what, wick, rival, ratio(ratio), "", "");
    }

    private void add(String... cells) {
        rows.add("| " + String.join(" | ", cells) + " |");
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
    }

    /** Rows whose budget is not met. */
    int missed() {
        return missed;
    }

    @Override
    public String toString() {
        return "| what | wick | rival | ratio | budget | met? |\n"
                + "|---|---:|---:|---:|---:|---|\n"
                + String.join("\n", rows);
    }
}
