package io.wick.ignite.internal.group;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.Resources;
import io.wick.error.InfeasibleException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.group.GroupOptions;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Serial;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.scheduler.group.BundleHost;
import io.wick.internal.scheduler.group.GroupInstruction;
import io.wick.internal.scheduler.group.GroupMessage;
import io.wick.internal.scheduler.group.GroupReservation;
import io.wick.internal.scheduler.group.GroupTurns;
import io.wick.internal.scheduler.group.NodeRoom;
import io.wick.spi.Groups;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The placement groups as this node sees them: its own, those it keeps bundles of, the line. */
public final class PlacementGroups implements Groups {
    private static final String NOT_HERE =
            "it was removed, or never made. Make another with wick.placementGroup()";

    private final UUID local;
    private final LocalExecutor executor;
    private final Members members;
    private final RefHome home;
    private final ScheduledExecutorService timer;
    private final Serial serial = new Serial();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<GroupId, OwnedGroup> owned = new LinkedHashMap<>();
    private final Graves graves = new Graves();
    private final GroupTurns turns = new GroupTurns();
    private final BundleHost host = new BundleHost();
    private final Bundles bundles;
    private final Whereabouts whereabouts;
    private @Nullable UUID keeper;
    private volatile @Nullable Ending ending;

    /**
     * @param end ends a work with an error
     */
    public PlacementGroups(
            UUID local,
            LocalExecutor executor,
            Members members,
            RefHome home,
            ScheduledExecutorService timer,
            BiConsumer<Work, WickException> end) {
        this.local = local;
        this.executor = executor;
        this.members = members;
        this.home = home;
        this.timer = timer;
        this.bundles =
                new Bundles(executor, "wick-bundle-" + local.toString().substring(0, 8), end);
        this.whereabouts = new Whereabouts(members, this::send);
    }

    @Override
    public GroupId create(GroupOptions options) {
        checkOpen();
        List<NodeRoom> workers = workers();
        String never = GroupReservation.whyNever(options, workers);
        if (never != null) {
            throw new InfeasibleException(
                    "Placement group '" + options.name() + "' can never be placed: " + never + ".");
        }
        var id = new GroupId(local, numbers.incrementAndGet());
        serial.execute(
                () -> {
                    var group = new OwnedGroup(new GroupReservation(id, options));
                    owned.put(id, group);
                    findKeeper();
                    carryOut(id, group.reservation().start(workers));
                });
        return id;
    }

    @Override
    public ObjectRef<List<UUID>> ready(GroupId group) {
        checkOpen();
        var ref = new Ref<List<UUID>>(home, null);
        ask(
                group,
                -1,
                where -> {
                    var unused =
                            ref.complete(
                                    switch (where) {
                                        case Where.At(List<UUID> nodes) -> nodes;
                                        case Where.Gone(WickException error) -> new Failure(error);
                                    });
                });
        return ref;
    }

    @Override
    public void remove(GroupId group) {
        serial.execute(
                () -> {
                    if (group.owner().equals(local)) {
                        remove(group, "it was removed");
                    } else {
                        send(group.owner(), new GroupMessage.AskRemove(group));
                    }
                });
    }

    private void remove(GroupId id, String why) {
        OwnedGroup group = owned.get(id);
        if (group != null) {
            carryOut(id, group.reservation().remove(why));
        }
    }

    /** The node of a bundle if that is known here, else null: {@link #whenPlaced} asks for it. */
    public @Nullable UUID node(Placement.InGroup in) {
        return whereabouts.node(in.group().id(), in.bundle());
    }

    /** Tells where a bundle is when it is placed, on any thread, which must not be held up. */
    public void whenPlaced(Placement.InGroup in, Consumer<Where> told) {
        ask(in.group().id(), in.bundle(), told);
    }

    /** What was known of a group of another node is not so any more. */
    public void forget(GroupId group) {
        if (!group.owner().equals(local)) {
            whereabouts.forget(group);
        }
    }

    /** What runs work in a bundle that is reserved here; null when it is not. */
    public @Nullable LocalExecutor executor(GroupId group, int bundle) {
        return bundles.executor(group, bundle);
    }

    /** Why what a group had reserved here has ended; null when that is not known. */
    public @Nullable WickException ended(GroupId group) {
        return bundles.ended(group);
    }

    private void ask(GroupId id, int bundle, Consumer<Where> told) {
        serial.execute(
                () -> {
                    OwnedGroup group = owned.get(id);
                    Ending ended = ending;
                    if (ended != null) {
                        told.accept(new Where.Gone(ended.refusal("use a placement group")));
                    } else if (group != null) {
                        group.ask(bundle, told);
                    } else if (id.owner().equals(local)) {
                        told.accept(graves.of(id, NOT_HERE));
                    } else {
                        whereabouts.ask(id, bundle, told);
                    }
                });
    }

    /** A message came. */
    public void handle(Link from, ByteReader in) {
        GroupMessage message = GroupCode.read(in);
        serial.execute(() -> handle(from.id(), message));
    }

    private void handle(UUID from, GroupMessage message) {
        GroupId id = message.group();
        switch (message) {
            case GroupMessage.Enter enter ->
                    giveTurn(turns.enter(id, enter.names(), enter.holds()));
            case GroupMessage.Pass pass -> giveTurn(turns.pass(id, pass.lacking()));
            case GroupMessage.Again _ -> giveTurn(turns.again(id));
            case GroupMessage.Leave _ -> giveTurn(turns.leave(id));
            case GroupMessage.AskRoom ask ->
                    send(
                            from,
                            new GroupMessage.Room(
                                    id, ask.round(), executor.free(), executor.lasting()));
            case GroupMessage.Prepare prepare -> {
                if (ending == null) {
                    carryOut(id, host.prepare(prepare));
                }
            }
            case GroupMessage.Commit commit -> host.commit(new BundleHost.Key(id, commit.round()));
            case GroupMessage.Abort abort ->
                    carryOut(id, host.abort(new BundleHost.Key(id, abort.round())));
            case GroupMessage.Remove remove -> carryOut(id, host.remove(id, remove.why()));
            case GroupMessage.Where where -> answer(from, where);
            case GroupMessage.At at -> whereabouts.at(at);
            case GroupMessage.Gone gone ->
                    whereabouts.gone(gone, Graves.error(gone.why(), gone.infeasible()));
            case GroupMessage.AskRemove _ -> remove(id, "it was removed");
            case GroupMessage.Turn _,
                    GroupMessage.Room _,
                    GroupMessage.Prepared _,
                    GroupMessage.Lost _ ->
                    tellOwned(from, message);
        }
    }

    private void tellOwned(UUID from, GroupMessage message) {
        OwnedGroup group = owned.get(message.group());
        if (group == null) {
            if (message instanceof GroupMessage.Turn) {
                send(from, new GroupMessage.Leave(message.group()));
            }
            return;
        }
        GroupReservation reservation = group.reservation();
        carryOut(
                message.group(),
                switch (message) {
                    case GroupMessage.Turn _ -> reservation.turn();
                    case GroupMessage.Room room -> reservation.room(from, room);
                    case GroupMessage.Prepared prepared -> reservation.prepared(from, prepared);
                    case GroupMessage.Lost lost -> reservation.lost(from, lost);
                    default -> List.of();
                });
    }

    private void giveTurn(@Nullable GroupId next) {
        if (next != null) {
            send(next.owner(), new GroupMessage.Turn(next));
        }
    }

    private void answer(UUID from, GroupMessage.Where where) {
        GroupId id = where.group();
        ask(
                id,
                -1,
                found ->
                        send(
                                from,
                                switch (found) {
                                    case Where.At(List<UUID> nodes) ->
                                            new GroupMessage.At(id, where.question(), nodes);
                                    case Where.Gone(WickException error) ->
                                            new GroupMessage.Gone(
                                                    id,
                                                    where.question(),
                                                    String.valueOf(error.getMessage()),
                                                    error instanceof InfeasibleException);
                                }));
    }

    private void carryOut(GroupId id, List<GroupInstruction> instructions) {
        for (GroupInstruction instruction : instructions) {
            switch (instruction) {
                case GroupInstruction.Send(UUID node, GroupMessage message) -> send(node, message);
                case GroupInstruction.SendToLine(GroupMessage message) -> {
                    UUID to = keeper;
                    if (to != null) {
                        send(to, message);
                    }
                }
                case GroupInstruction.WakeOwner(int step, long millis) ->
                        later(millis, () -> alarm(id, step));
                case GroupInstruction.Ready _ -> {}
                case GroupInstruction.Ended(String why, boolean infeasible) ->
                        ended(id, why, infeasible);
                case GroupInstruction.Hold(BundleHost.Key key, Resources amount) ->
                        hold(key, amount);
                case GroupInstruction.WakeHost(
                                BundleHost.Key key,
                                BundleHost.Phase during,
                                long millis) ->
                        later(millis, () -> carryOut(id, host.alarm(key, during)));
                case GroupInstruction.Open(BundleHost.Key key, var amounts) ->
                        bundles.open(key, amounts);
                case GroupInstruction.Close(BundleHost.Key key, String why) ->
                        bundles.close(key, why);
            }
        }
        OwnedGroup group = owned.get(id);
        if (group != null) {
            whereabouts.put(id, group.nodes());
            group.tellPlaced();
        }
    }

    private void hold(BundleHost.Key key, Resources amount) {
        try {
            bundles.hold(
                    key, amount, () -> serial.execute(() -> carryOut(key.group(), host.held(key))));
        } catch (IllegalArgumentException e) { // the owner has another idea of this node
            carryOut(key.group(), host.refused(key));
        }
    }

    private void alarm(GroupId id, int step) {
        OwnedGroup group = owned.get(id);
        if (group != null) {
            carryOut(id, group.reservation().alarm(step));
        }
    }

    private void ended(GroupId id, String why, boolean infeasible) {
        OwnedGroup group = owned.remove(id);
        whereabouts.forget(id);
        if (group != null) {
            String name = "Placement group '" + group.reservation().options().name() + "'";
            String text =
                    infeasible
                            ? name + " can never be placed: " + why + "."
                            : name + " is gone: " + why + ".";
            group.tellGone(graves.bury(id, text, infeasible));
        }
    }

    private void later(long millis, Runnable event) {
        var unused = timer.schedule(() -> serial.execute(event), millis, TimeUnit.MILLISECONDS);
    }

    private void send(UUID node, GroupMessage message) {
        if (node.equals(local)) {
            serial.execute(() -> handle(local, message));
        } else {
            members.send(
                    node,
                    out -> {
                        out.byte1(Op.GROUP.code());
                        GroupCode.write(out, message);
                    });
        }
    }

    /** Nodes came. */
    public void membersChanged() {
        serial.execute(this::membersAreNew);
    }

    private void membersAreNew() {
        if (ending != null) {
            return; // the node may have stopped, and cannot be asked
        }
        List<NodeRoom> workers = workers();
        UUID before = keeper;
        findKeeper();
        boolean moved = keeper != null && !keeper.equals(before);
        for (GroupId id : List.copyOf(owned.keySet())) {
            OwnedGroup group = owned.get(id);
            if (group != null) {
                carryOut(id, group.reservation().members(workers));
                if (moved) {
                    carryOut(id, group.reservation().enter());
                }
            }
        }
    }

    private void findKeeper() {
        keeper = members.oldestServer();
    }

    /** A node left. */
    public void left(UUID node) {
        serial.execute(
                () -> {
                    whereabouts.left(node);
                    carryOut(new GroupId(node, 0), host.left(node));
                    giveTurn(turns.left(node));
                    membersAreNew();
                });
    }

    private List<NodeRoom> workers() {
        return members.candidates(0).stream()
                .map(node -> new NodeRoom(node.id(), node.capacity()))
                .toList();
    }

    private void checkOpen() {
        Ending.refuse(ending, "use placement groups");
    }

    /** The node closes: what runs in bundles here goes to {@code abandon}. */
    public void close(Ending reason, Consumer<Work> abandon) {
        ending = reason;
        serial.execute(
                () -> {
                    bundles.closeAll(abandon);
                    var gone = new Where.Gone(reason.unfinished("its placement group ended"));
                    owned.values().forEach(group -> group.tellGone(gone));
                    owned.clear();
                    whereabouts.close(gone);
                });
    }
}
