package io.wick.error;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An input of the task failed, so that it never ran; {@link #getCause} is the failure it all began
 * with, {@link #path} how it came here.
 */
public final class DependencyFailedException extends TaskException {
    private static final long serialVersionUID = 2L;

    /** A longer way is told by its ends. */
    private static final int SHOWN = 8;

    private final ArrayList<String> path;

    private DependencyFailedException(TaskInfo task, List<String> path, @Nullable Throwable cause) {
        super(task, message(path, cause), cause);
        this.path = new ArrayList<>(path);
    }

    /** The error of a task whose input failed by itself. */
    public static DependencyFailedException of(TaskInfo task, String input, Throwable cause) {
        return new DependencyFailedException(task, List.of(input), cause);
    }

    /** The error of a task whose input failed with this one. */
    public DependencyFailedException further(TaskInfo next, String input) {
        var longer = new ArrayList<String>();
        longer.add(input);
        longer.addAll(path);
        if (longer.size() > SHOWN) {
            longer.subList(SHOWN / 2, longer.size() - SHOWN / 2).clear();
            longer.add(SHOWN / 2, "...");
        }
        return new DependencyFailedException(next, longer, getCause());
    }

    /**
     * The inputs that failed, from the task's own to the one where it began; the middle of a long
     * path is left out.
     */
    public List<String> path() {
        return List.copyOf(path);
    }

    private static String message(List<String> path, @Nullable Throwable cause) {
        return "Its input "
                + String.join(" <- ", path)
                + " failed: "
                + (cause == null ? "unknown" : cause.getMessage());
    }
}
