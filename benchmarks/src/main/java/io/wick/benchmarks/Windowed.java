package io.wick.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A rival whose calls give futures. When the window is full it waits for the older half, the newest
 * of it first, so that the caller parks once per half and not once per call.
 *
 * @param <F> the futures
 */
final class Windowed<F> implements Rival {
    private static final int HALF = IN_FLIGHT / 2;

    private final Supplier<? extends F> call;
    private final Function<? super F, ?> await;
    private final Runnable onClose;
    private final List<List<F>> halves = List.of(new ArrayList<>(HALF), new ArrayList<>(HALF));

    /**
     * A rival.
     *
     * @param call starts one call
     * @param await waits for one call and gives its result, never null
     * @param onClose gives back what the calls needed
     */
    Windowed(Supplier<? extends F> call, Function<? super F, ?> await, Runnable onClose) {
        this.call = call;
        this.await = await;
        this.onClose = onClose;
    }

    @Override
    public void batch() {
        for (List<F> half : halves) {
            awaitAll(half);
            for (int i = 0; i < HALF; i++) {
                half.add(call.get());
            }
        }
    }

    private void awaitAll(List<F> half) {
        for (int i = half.size() - 1; i >= 0; i--) {
            var _ = await.apply(half.get(i));
        }
        half.clear();
    }

    @Override
    public Object alone() {
        return await.apply(call.get());
    }

    @Override
    public void close() {
        halves.forEach(this::awaitAll);
        onClose.run();
    }
}
