package io.wick.testkit.history;

/** Registers of numbers, one for each key, all 0 at first. */
record RegisterModel() implements Model<Integer, RegisterModel.Ask, Integer> {
    sealed interface Ask {
        int key();

        record Read(int key) implements Ask {}

        record Write(int key, int value) implements Ask {}

        /** Gives 1 when the value was the expected one. */
        record Replace(int key, int expected, int value) implements Ask {}

        /** Gives the new value. */
        record Add(int key, int amount) implements Ask {}
    }

    @Override
    public Object key(Ask ask) {
        return ask.key();
    }

    @Override
    public Integer initial() {
        return 0;
    }

    @Override
    public Applied<Integer, Integer> apply(Integer state, Ask ask) {
        return switch (ask) {
            case Ask.Read _ -> new Applied<>(state, state);
            case Ask.Write(_, int value) -> new Applied<>(value, value);
            case Ask.Replace(_, int expected, int value) ->
                    state == expected ? new Applied<>(value, 1) : new Applied<>(state, 0);
            case Ask.Add(_, int amount) -> new Applied<>(state + amount, state + amount);
        };
    }
}
