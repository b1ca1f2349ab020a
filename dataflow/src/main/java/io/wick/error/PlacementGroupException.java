package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * The placement group is gone: removed, its owner left, or a bundle was lost and no node could take
 * it. What ran in it was interrupted, and nothing more runs in it.
 */
public final class PlacementGroupException extends WickException {
    private static final long serialVersionUID = 1L;

    public PlacementGroupException(String message) {
        this(message, null);
    }

    public PlacementGroupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
