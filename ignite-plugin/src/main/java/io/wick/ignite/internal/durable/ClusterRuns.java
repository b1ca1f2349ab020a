package io.wick.ignite.internal.durable;

import io.wick.error.GraphException;
import io.wick.error.RunNameTakenException;
import io.wick.graph.DurableRun;
import io.wick.graph.RunOptions;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.graph.DurableId;
import io.wick.ignite.internal.graph.DurableStarts;
import io.wick.ignite.internal.graph.GraphRecipe;
import io.wick.ignite.internal.graph.RunOwner;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.run.DurableLife;
import io.wick.spi.DurableRuns;

import org.apache.ignite.internal.IgniteEx;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Durable runs as users of this node see them. Thread-safe; what users call blocks. */
public final class ClusterRuns implements DurableRuns, DurableStarts {
    private final IgniteEx ignite;
    private final Members members;
    private final RunOwner owner;
    private final RunRecords records;
    private final EndCode code;
    private final RunKeeper keeper;
    private final Attempts attempts = new Attempts(this::ending);
    private volatile @Nullable Ending ending;

    public ClusterRuns(
            IgniteEx ignite,
            Members members,
            MajorityWatch majority,
            RunOwner owner,
            RunValues values,
            ObjectStore store,
            Outcomes outcomes,
            Executor callbacks) {
        this.ignite = ignite;
        this.members = members;
        this.owner = owner;
        this.records = new RunRecords(values.caches(), majority);
        this.code = new EndCode(owner.runContext().values(), outcomes, store);
        this.keeper = new RunKeeper(ignite, majority, records, values, owner, code, callbacks);
        owner.startDurableBy(this);
    }

    /** Looks after the cluster's runs from now on, on a server. */
    public void watch() {
        if (!ignite.cluster().localNode().isClient()) {
            keeper.watch();
        }
    }

    /** There is something to do for a keeper; on a network thread. */
    public void attend() {
        keeper.attend();
    }

    /** A node left. */
    public void left() {
        keeper.left();
    }

    /** This node takes no part any more: others keep its runs. */
    public void close(Ending reason) {
        ending = reason;
        keeper.stop();
    }

    private @Nullable Ending ending() {
        return ending;
    }

    @Override
    public <R extends @Nullable Object> DurableRun<R> start(
            String name,
            GraphModel graph,
            @Nullable UUID application,
            Map<String, ?> inputs,
            RunOptions options) {
        if (name.isBlank()) {
            throw new GraphException("The name of a durable run must not be blank");
        }
        var recipe = new GraphRecipe(graph, application, new HashMap<>(inputs), options);
        byte[] bytes = recipe.write(owner.runContext());
        UUID id = UUID.randomUUID();
        var about =
                new DurableLife.About(name, graph.name(), graph.size(), System.currentTimeMillis());
        DurableLife life = DurableLife.started(id, about);
        if (!attempts.ask(name, () -> records.enter(life, bytes))) {
            throw new RunNameTakenException(
                    name,
                    "one of this name was started before and not removed. Find it with"
                            + " wick.durableRun(..), remove() it, or take another name");
        }
        nudge(name, null);
        return new RunHandle<>(this, name, id, null);
    }

    @Override
    public <R> @Nullable DurableRun<R> find(String name, Class<R> type) {
        DurableLife life = attempts.ask(name, () -> find(name));
        return life == null ? null : new RunHandle<>(this, name, life.id(), type);
    }

    @Override
    public List<DurableRun.Info> list() {
        List<DurableLife> all = attempts.ask("*", records::all);
        return all.stream()
                .map(RunHandle::info)
                .sorted(Comparator.comparing(DurableRun.Info::name))
                .toList();
    }

    Attempts attempts() {
        return attempts;
    }

    EndCode code() {
        return code;
    }

    @Nullable DurableLife find(String name) {
        return records.get(name);
    }

    @Nullable DurableLife change(String name, RunChange change) {
        return records.change(name, change);
    }

    boolean remove(String name, UUID run) {
        return records.remove(name, run);
    }

    byte @Nullable [] end(DurableId id) {
        return records.caches().results().get(RunRecords.key(id));
    }

    /** Has the keeper of a run look at it now, or whoever is to become its keeper. */
    void nudge(String name, @Nullable UUID keeping) {
        UUID node = keeping == null ? records.caches().primary(name) : keeping;
        if (ignite.cluster().localNode().id().equals(node)) {
            keeper.attend();
        } else if (node != null) {
            members.send(node, out -> out.byte1(Op.RUN_ATTEND.code()));
        }
    }
}
