package io.wick.pipeline;

import java.io.Serializable;
import java.util.Objects;

/**
 * What happens to lines of a file that cannot be read as rows.
 *
 * <pre>{@code
 * Sources.csv("in/*.csv", Trade.class, CsvOptions.standard().badLines(BadLines.collect("bad")));
 * // and after the run
 * Pipeline.from(Sources.jsonLines("bad", BadLine.class)).forEach(wick, System.out::println);
 * }</pre>
 */
public sealed interface BadLines extends Serializable {
    /** The run fails, with the place and what was wrong: what is done unless asked otherwise. */
    static BadLines fail() {
        return new Fail();
    }

    /** They are left out; the report says how many. */
    static BadLines skip() {
        return new Skip();
    }

    /**
     * They are left out and written down as {@link BadLine}s: JSON lines, in a file for each split
     * that has any, in this directory of the node that read it. A further run writes over the files
     * of an earlier one.
     */
    static BadLines collect(String directory) {
        return new Collect(Objects.requireNonNull(directory, "directory"));
    }

    /** See {@link #fail}. */
    record Fail() implements BadLines {}

    /** See {@link #skip}. */
    record Skip() implements BadLines {}

    /** See {@link #collect}. */
    record Collect(String directory) implements BadLines {}
}
