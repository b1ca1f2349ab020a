package io.wick.internal.format.arrow;

import io.wick.error.PipelineException;

/**
 * What failures of reading mean. It knows no class of Arrow, so that it can say that these are not
 * there.
 */
final class ArrowFailure {
    private ArrowFailure() {}

    /**
     * The exception to throw, which names the file; errors of the machine are thrown as they are.
     */
    static RuntimeException of(String file, Throwable failure) {
        return switch (failure) {
            case PipelineException known -> known;
            case NoClassDefFoundError missing ->
                    new PipelineException(
                            file + " needs " + library(missing) + " on the class path of all nodes",
                            failure);
            // of a mapping whose file has become shorter, and of metadata that contains itself
            case InternalError _, StackOverflowError _ -> damaged(file, failure);
            case Error error -> throw error;
            default -> damaged(file, failure);
        };
    }

    private static String library(NoClassDefFoundError missing) {
        String type = String.valueOf(missing.getMessage());
        if (type.contains("luben")) {
            return "com.github.luben:zstd-jni, by which it is compressed,";
        }
        return type.contains("jpountz")
                ? "at.yawk.lz4:lz4-java, by which it is compressed,"
                : "org.apache.arrow:arrow-format, which reads Arrow files,";
    }

    private static PipelineException damaged(String file, Throwable failure) {
        return new PipelineException(
                file
                        + " cannot be read as an Arrow file: "
                        + failure.getMessage()
                        + ". It is damaged, or no Arrow IPC file or stream",
                failure);
    }
}
