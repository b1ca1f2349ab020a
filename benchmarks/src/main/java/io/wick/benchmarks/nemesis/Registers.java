package io.wick.benchmarks.nemesis;

import io.wick.actor.ActorContext;
import io.wick.testkit.history.Model;

import java.util.HashMap;
import java.util.Map;

/** An actor: registers of numbers, 0 at first. Kept as a whole. */
final class Registers {
    private final Map<Integer, Long> values = new HashMap<>();

    /** What it can be asked. */
    sealed interface Ask {
        /** Of which actor. */
        int actor();

        /** Which register. */
        int register();

        /** Gives the value. */
        record Read(int actor, int register) implements Ask {}

        /** Gives the value before. */
        record Write(int actor, int register, long value) implements Ask {}

        /** Writes if the value is the expected one; gives the value before. */
        record Replace(int actor, int register, long expected, long value) implements Ask {}
    }

    /** What it answers. */
    record Answer(long value, int incarnation) {}

    Answer ask(Ask ask) {
        var applied = MODEL.apply(values.getOrDefault(ask.register(), 0L), ask);
        values.put(ask.register(), applied.state());
        return new Answer(applied.output(), ActorContext.current().incarnation());
    }

    /** What a register is. */
    static final Model<Long, Ask, Long> MODEL =
            new Model<>() {
                @Override
                public Object key(Ask ask) {
                    return "register " + ask.register() + " of actor " + ask.actor();
                }

                @Override
                public Long initial() {
                    return 0L;
                }

                @Override
                public Applied<Long, Long> apply(Long value, Ask ask) {
                    return switch (ask) {
                        case Ask.Read _ -> new Applied<>(value, value);
                        case Ask.Write write -> new Applied<>(write.value(), value);
                        case Ask.Replace replace ->
                                new Applied<>(
                                        value == replace.expected() ? replace.value() : value,
                                        value);
                    };
                }
            };
}
