package io.wick.internal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.wick.error.PipelineException;
import io.wick.pipeline.BadLine;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Does with the bad lines of a split what was asked for. For one thread. */
public final class BadLineLog implements AutoCloseable {
    /** Much longer texts say no more about what is wrong. */
    private static final int LONGEST_TEXT = 1000;

    private final BadLines policy;
    private final SplitContext context;
    private final String name;
    private @Nullable Path draft;
    private @Nullable JsonGenerator out;

    /**
     * @param name of the split, fit for a file
     */
    public BadLineLog(BadLines policy, SplitContext context, String name) {
        this.policy = policy;
        this.context = context;
        this.name = name;
    }

    /** Whether the lines' numbers and texts are of use. */
    public boolean wantsPlaces() {
        return !(policy instanceof BadLines.Skip);
    }

    /**
     * Takes a bad line.
     *
     * @throws PipelineException if that ends the run
     */
    public void add(BadLine line) throws IOException {
        switch (policy) {
            case BadLines.Fail _ ->
                    throw new PipelineException(
                            line
                                    + ". Mend it, or have such lines left out by BadLines.skip() or"
                                    + " BadLines.collect(directory)");
            case BadLines.Skip _ -> context.countSkipped(1);
            case BadLines.Collect(String directory) -> {
                context.countSkipped(1);
                write(directory, line);
            }
        }
    }

    /** The beginning of a text, for messages. */
    public static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    private void write(String directory, BadLine line) throws IOException {
        JsonGenerator json = out;
        if (json == null) {
            Path into = Files.createDirectories(Path.of(directory));
            Path file = Files.createTempFile(into, "." + name, ".draft");
            draft = file;
            json = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            out = json;
        }
        json.writeStartObject();
        json.writeStringField("file", line.file());
        json.writeNumberField("line", line.line());
        json.writeStringField("column", line.column());
        json.writeStringField("text", line.text());
        json.writeStringField("problem", line.problem());
        json.writeEndObject();
    }

    /** Keeps what was collected, once the split is read to its end. */
    public void finish() throws IOException {
        JsonGenerator json = out;
        Path file = draft;
        if (json != null && file != null && policy instanceof BadLines.Collect(String directory)) {
            json.close();
            out = null;
            Path last = Path.of(directory).resolve(name + ".jsonl");
            Files.move(file, last, StandardCopyOption.REPLACE_EXISTING);
            draft = null;
        }
    }

    /** Removes what is not finished. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
        if (draft != null) {
            Files.deleteIfExists(draft);
        }
    }
}
