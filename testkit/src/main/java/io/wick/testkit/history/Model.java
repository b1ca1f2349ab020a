package io.wick.testkit.history;

/**
 * What one object does when it is asked one thing after another: the specification that {@link
 * Linearizability} holds a history against. Implementations are without state of their own.
 *
 * <pre>{@code
 * record CounterModel() implements Model<Integer, Integer, Integer> {
 *     public Integer initial() { return 0; }
 *     public Applied<Integer, Integer> apply(Integer state, Integer amount) {
 *         return new Applied<>(state + amount, state + amount);
 *     }
 * }
 * }</pre>
 *
 * @param <S> a state; immutable, compared by {@code equals}
 * @param <I> what operations are asked; immutable, compared by {@code equals}
 * @param <O> what they give; compared by {@code equals}
 */
public interface Model<S, I, O> {
    /** The object that an operation is about: histories of different ones are independent. */
    default Object key(I input) {
        return "";
    }

    /** The state of an object before the first operation. */
    S initial();

    /** What becomes of a state, and what is answered. */
    Applied<S, O> apply(S state, I input);

    /**
     * A step.
     *
     * @param state after it
     * @param output its answer
     */
    record Applied<S, O>(S state, O output) {}
}
