package io.wick.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * What a sink that writes files has written.
 *
 * @param files in the order of the rows
 * @param rows in all of them
 */
public record WrittenFiles(List<Path> files, long rows) {
    public WrittenFiles {
        files = List.copyOf(files);
    }
}
