package io.wick.internal.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a task is suspected of, from what became of its attempts. Immutable, pure.
 *
 * <p>Whoever submitted a task does not know whether an attempt that was lost with its node had
 * begun there. The first such death may have been its work: from then on it asks before it begins,
 * so that all later ones are certain. After a certain one it also runs {@linkplain #mustBeAlone
 * alone}, so that what merely ran beside the guilty is not accused with it. {@link #DEATHS} deaths,
 * {@link #CERTAIN} of them certain, are proof.
 *
 * @param free attempts that were no fault of the task and count for nothing
 * @param deaths the nodes that died while it ran there, or may have
 * @param certain how many of these died while it ran there for sure
 */
public record Suspicion(int free, List<UUID> deaths, int certain) {
    /** As many nodes die of a task at most. */
    public static final int DEATHS = 3;

    /** Under so many of them it had begun for sure. */
    public static final int CERTAIN = 2;

    /** Of a task that has lost nothing. */
    public static final Suspicion NONE = new Suspicion(0, List.of(), 0);

    /** What is known of an attempt whose node is gone. */
    public enum Loss {
        /** It asks before it begins, and had not been told that it may. */
        NOT_BEGUN,
        /** The node had said that it leaves, or its messages were lost: nothing killed it. */
        NODE_LEFT,
        /** Nobody knows whether it had begun, or whether it did it. */
        PERHAPS_BEGUN,
        /** It had begun. */
        BEGUN
    }

    public Suspicion {
        deaths = List.copyOf(deaths);
    }

    /** An attempt was lost with this node. */
    public Suspicion lost(UUID node, Loss loss) {
        return switch (loss) {
            case NOT_BEGUN -> notCounting(1);
            case NODE_LEFT -> this;
            case PERHAPS_BEGUN -> new Suspicion(free, with(node), certain);
            case BEGUN -> new Suspicion(free, with(node), certain + 1);
        };
    }

    /** So many more attempts count for nothing. */
    public Suspicion notCounting(int attempts) {
        return new Suspicion(free + attempts, deaths, certain);
    }

    private List<UUID> with(UUID node) {
        var all = new ArrayList<>(deaths);
        all.add(node);
        return all;
    }

    /** Whether it asks its owner before it begins. */
    public boolean mustAsk() {
        return !deaths.isEmpty();
    }

    /** Whether it begins only where no other task runs that must be alone. */
    public boolean mustBeAlone() {
        return certain > 0 || deaths.size() > 1;
    }

    /** Whether it is taken for what kills its nodes. */
    public boolean isPoison() {
        return deaths.size() >= DEATHS && certain >= CERTAIN;
    }

    /** The number of an attempt among those that count. */
    public int counted(int attempt) {
        return attempt - free;
    }
}
