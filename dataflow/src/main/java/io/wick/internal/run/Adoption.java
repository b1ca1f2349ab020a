package io.wick.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who has been asked what it has of a run that was taken over, and has not answered. */
final class Adoption {
    /** Ticks after which the run goes on without those that have not answered. */
    static final int PATIENCE_TICKS = Patience.SILENT_TICKS;

    private final Set<UUID> open = new LinkedHashSet<>();

    /** Asks some nodes. */
    List<Instruction> ask(Iterable<UUID> nodes) {
        var questions = new ArrayList<Instruction>();
        for (UUID node : nodes) {
            if (open.add(node)) {
                questions.add(new Instruction.Adopt(node));
            }
        }
        return questions;
    }

    /** Asks those again that have not answered. */
    List<Instruction> askAgain() {
        return open.stream().<Instruction>map(Instruction.Adopt::new).toList();
    }

    /** A node has answered, or never will. */
    void settle(UUID node) {
        open.remove(node);
    }

    /** Those that have not answered. */
    List<UUID> open() {
        return List.copyOf(open);
    }

    /** Whether all have answered. */
    boolean isOver() {
        return open.isEmpty();
    }
}
