package io.wick.internal.format;

import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.pipeline.Sink;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.SinkWriter;
import io.wick.pipeline.WrittenFiles;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file for each part in a directory that all nodes share. A part is written as a draft, whose
 * name begins with a dot; when all are complete, the node that started the run gives them their
 * names.
 *
 * @param directory made if it is not there; must have no data yet
 * @param format how rows become bytes
 */
public record FileSink<T>(String directory, FileFormat format)
        implements Sink<T, FileSink.Part, WrittenFiles> {
    private static final String DRAFT = ".draft";

    /** A dot and the run's id. */
    private static final int RUN_LENGTH = 37;

    /**
     * A part that is complete.
     *
     * @param draft its absolute path
     * @param name that it will have
     */
    public record Part(String draft, String name, long rows) implements java.io.Serializable {}

    @Override
    public void check(Schema<?> schema) {
        format.check(schema);
    }

    @Override
    public void prepare(Wick wick, Schema<?> schema) throws IOException {
        Path into = Path.of(directory).toAbsolutePath();
        if (Files.isDirectory(into)) {
            checkEmpty(into);
        } else if (Files.exists(into)) {
            throw new PipelineException(
                    into + " is a file. Give a directory that is empty or not there yet");
        }
    }

    @Override
    public SinkWriter<Part> open(SinkContext context) throws IOException {
        Path into = Files.createDirectories(Path.of(directory).toAbsolutePath());
        checkEmpty(into);
        String name = String.format("part-%05d%s", context.part(), format.suffix());
        Path draft = Files.createTempFile(into, "." + context.run() + "-" + name, DRAFT);
        OutputStream out = Files.newOutputStream(draft);
        try {
            return new PartWriter(format.writer(context.schema(), out), draft, name);
        } catch (Throwable e) {
            out.close();
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private void checkEmpty(Path into) throws IOException {
        try (Stream<Path> there = Files.list(into)) {
            List<Path> data = there.filter(file -> !isHidden(file)).limit(1).toList();
            if (!data.isEmpty()) {
                throw new PipelineException(
                        "The directory "
                                + into
                                + " has files already, such as "
                                + data.getFirst().getFileName()
                                + ". Write to another one, or empty it first");
            }
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    @Override
    public WrittenFiles finish(List<Part> parts) throws IOException {
        List<Path> files = new ArrayList<>();
        Set<String> runs = new HashSet<>();
        long rows = 0;
        for (Part part : parts) {
            Path draft = Path.of(part.draft());
            Path file = draft.resolveSibling(part.name());
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                throw new PipelineException(
                        "Part "
                                + draft
                                + " was written on another node and is not to be seen from here."
                                + " Write to a directory that all nodes share",
                        e);
            } catch (FileAlreadyExistsException e) {
                throw new PipelineException(file + " came into being during the run", e);
            }
            runs.add(draft.getFileName().toString().substring(0, RUN_LENGTH));
            files.add(file);
            rows += part.rows();
        }
        for (String run : runs) {
            removeDrafts(run);
        }
        return new WrittenFiles(files, rows);
    }

    /** Of vertices whose node was lost on the way. */
    private void removeDrafts(String prefix) throws IOException {
        Path into = Path.of(directory);
        if (Files.isDirectory(into)) {
            try (Stream<Path> there = Files.list(into)) {
                for (Path file : there.toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith(prefix) && name.endsWith(DRAFT)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    @Override
    public void discard(UUID run) throws IOException {
        removeDrafts("." + run);
    }

    @Override
    public String describe() {
        return format.name() + " " + directory;
    }

    /** Makes rows bytes. */
    public interface FileFormat extends java.io.Serializable {
        /** In a word, for people. */
        String name();

        /** Of its files, with the dot. */
        String suffix();

        /** Refuses rows that it cannot write. */
        void check(Schema<?> schema);

        /** Writes to a stream and closes it. */
        RowWriter writer(Schema<?> schema, OutputStream out) throws IOException;
    }

    /** Writes the rows of a file. For one thread. */
    public interface RowWriter extends AutoCloseable {
        void write(Batch batch) throws IOException;

        /** Ends the file. */
        @Override
        void close() throws IOException;

        /** Instead of {@link #close} when the file is not wanted any more. */
        default void discard() throws IOException {
            close();
        }
    }

    private static final class PartWriter implements SinkWriter<Part> {
        private final RowWriter out;
        private final Path draft;
        private final String name;
        private long rows;

        PartWriter(RowWriter out, Path draft, String name) {
            this.out = out;
            this.draft = draft;
            this.name = name;
        }

        @Override
        public void write(Batch batch) throws IOException {
            out.write(batch);
            rows += batch.rows();
        }

        @Override
        public Part finish() throws IOException {
            out.close();
            return new Part(draft.toString(), name, rows);
        }

        @Override
        public void discard() throws IOException {
            try {
                out.discard();
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }
}
