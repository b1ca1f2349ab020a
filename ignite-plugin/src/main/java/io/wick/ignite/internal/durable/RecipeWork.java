package io.wick.ignite.internal.durable;

import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LightWork;
import io.wick.ignite.internal.graph.GraphRecipe;
import io.wick.ignite.internal.graph.RunContext;

import java.util.List;
import java.util.function.Consumer;

/** Reads what a durable run runs, with the classes of its application. */
final class RecipeWork extends LightWork {
    private final Kept kept;
    private final byte[] recipe;
    private final RunContext context;
    private final Consumer<GraphRecipe> whenRead;

    RecipeWork(Kept kept, byte[] recipe, RunContext context, Consumer<GraphRecipe> whenRead) {
        super(GraphRecipe.application(recipe));
        this.kept = kept;
        this.recipe = recipe;
        this.context = context;
        this.whenRead = whenRead;
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
