package io.wick.ignite.internal.durable;

import io.wick.Resources;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.graph.GraphRecipe;
import io.wick.ignite.internal.graph.RunContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads what a durable run runs, with the classes of its application. */
final class RecipeWork extends Work {
    private final Kept kept;
    private final byte[] recipe;
    private final RunContext context;
    private final Consumer<GraphRecipe> whenRead;
    private final @Nullable UUID application;

    RecipeWork(Kept kept, byte[] recipe, RunContext context, Consumer<GraphRecipe> whenRead) {
        this.kept = kept;
        this.recipe = recipe;
        this.context = context;
        this.whenRead = whenRead;
        this.application = GraphRecipe.application(recipe);
        queueUnshared();
    }

    @Override
    public Resources resources() {
        return Resources.NONE;
    }

    @Override
    public @Nullable UUID application() {
        return application;
    }

    @Override
    protected void execute() {
        GraphRecipe read = GraphRecipe.read(recipe, context);
        if (endRunning(FINISHED)) {
            whenRead.accept(read);
        }
    }

    @Override
    protected void crashed(Throwable e) {
        WickException error =
                e instanceof WickException own
                        ? own
                        : new SerializationException(
                                "Durable run '" + kept.name() + "' could not be read: " + e, e);
        kept.ended(error, List.of());
    }
}
