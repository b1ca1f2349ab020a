package io.wick.ignite.internal.exec;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Work that holds no resources, so that it waits for nobody. It is queued when it is made. */
public abstract class LightWork extends Work {
    private final @Nullable UUID application;

    /**
     * Such work.
     *
     * @param application whose classes it uses; null for this node's own
     */
    protected LightWork(@Nullable UUID application) {
        this.application = application;
        queueUnshared();
    }

    @Override
    public final Resources resources() {
        return Resources.NONE;
    }

    @Override
    public final @Nullable UUID application() {
        return application;
    }
}
