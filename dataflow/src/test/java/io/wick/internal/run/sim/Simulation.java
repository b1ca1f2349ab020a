package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.RunState;
import io.wick.internal.run.sim.Trace.What;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One run on a simulated cluster, from its start until nobody remembers it. */
final class Simulation {
    private static final int BEAT_TICKS = 20;

    private final World world;
    private final Scenario scenario;
    private final Tasks tasks;

    /** The one whose word counts, once it has begun. */
    private Owner owner;

    private SimNode ownerNode;
    private long lastNews;
    private boolean cancelled;

    /** Nodes that a vertex has killed, and whether one was spared as no other was left. */
    private int poisoned;

    private int otherDeaths;
    private int ownerDeaths;

    private boolean spared;

    /** The one that started the run has died. */
    private boolean firstDied;

    /** The owner has died, and no other goes on. */
    private boolean ownerDied;

    Simulation(World world) {
        this.world = world;
        this.scenario = world.scenario;
        if (!scenario.ownerWorks()) {
            join(Resources.NONE, false);
        }
        for (Resources each : scenario.nodes()) {
            join(each, true);
        }
        this.ownerNode = world.nodes.getFirst();
        for (int p = 0; p < world.dataAt.length; p++) {
            world.dataAt[p] = someWorker().number();
        }
        this.owner = new Owner(world, ownerNode, sites(), 0, null);
        world.deadly = this::poisoned;
        this.tasks = new Tasks(world, ownerNode);
    }

    World world() {
        return world;
    }

    Owner owner() {
        return owner;
    }

    /** How it ended. */
    String end() {
        return switch (owner.failed()) {
            case Instruction.Fail fail -> fail.cause().name();
            case Instruction.Poisoned poisoned ->
                    poisoned.vertex() == scenario.faults().poison() ? "POISON" : "ACCUSED";
            case null, default -> owner.isCompleted() ? "COMPLETE" : "OWNER_DIED";
        };
    }

    /**
     * Runs it to its end.
     *
     * @throws Violation when a promise is broken
     */
    void run() {
        new Trouble(this).plan();
        tasks.submit(scenario.tasks());
        ownerNode.deliver(() -> owner.tell(new Event.Start(sites())));
        world.clock.after(scenario.tick(), this::tick);
        long limit = 300_000_000L + scenario.tick() * 100_000 + scenario.horizon() * 100;
        goOn(limit);
        long calm = world.clock.now() + 500_000 + 3 * BEAT_TICKS * scenario.tick();
        while (world.clock.now() < calm) {
            world.clock.step();
        }
        goOn(calm + limit);
        checkEnd();
    }

    /** Until all is over; what comes late may wake a node that was done. */
    private void goOn(long limit) {
        int often = world.nodes.size() > 100 ? 5000 : 1;
        for (long steps = 0; steps % often != 0 || !isOver(); steps++) {
            Violation.unless(world.clock.step(), "nothing happens any more");
            Violation.unless(
                    world.clock.now() < limit,
                    () -> "no end: " + owner.state() + " in epoch " + owner.epoch());
        }
    }

    /** Whether the run has completed or failed, or nobody waits for it. */
    boolean isDecided() {
        return ownerDied || owner.isCompleted() || owner.failed() != null;
    }

    private boolean isOver() {
        return (ownerDied || owner.state() == RunState.ENDED && (firstDied || tasks.areDone()))
                && areClean();
    }

    private boolean areClean() {
        for (SimNode node : world.nodes) {
            if (!node.isClean()) {
                return false;
            }
        }
        return true;
    }

    private void checkEnd() {
        for (SimNode node : world.nodes) {
            Violation.unless(node.isClean(), "node " + node.number() + " is not clean at the end");
        }
        if (ownerDied) {
            return;
        }
        Instruction failed = owner.failed();
        Scenario.Faults faults = scenario.faults();
        checkPoison();
        if (failed == null) {
            Violation.unless(owner.isCompleted(), "neither complete nor failed");
            Violation.unless(faults.failing() < 0, "complete though a vertex fails");
            Violation.unless(
                    faults != Scenario.Faults.NONE
                            || owner.epoch() == 1 && world.starts() == scenario.graph().size(),
                    "a calm run took " + owner.epoch() + " epochs, " + world.starts() + " starts");
            return;
        }
        boolean expected =
                switch (failed) {
                    case Instruction.Fail fail ->
                            switch (fail.cause()) {
                                case CANCELLED -> owner.isCancelled();
                                case VERTEX -> faults.failing() >= 0;
                                case INFEASIBLE -> faults.isTooBig();
                                case LOST -> faults.isTooBig() && faults.hangs() > 0;
                            };
                    default -> true;
                };
        Violation.unless(expected, "failed for no reason: " + failed);
    }

    private void checkPoison() {
        Violation.unless(
                poisoned <= mostPoisoned(),
                () -> "a vertex killed " + poisoned + " nodes, more than " + mostPoisoned());
    }

    /** How many nodes a vertex may kill until it is found. */
    private int mostPoisoned() {
        Scenario.Faults faults = scenario.faults();
        boolean swift =
                scenario.tick() >= 10_000
                        && faults.loss() == 0
                        && faults.late() == 0
                        && faults.cuts() == 0
                        && faults.slowLinks() == 0
                        && faults.pauses() == 0
                        && faults.hangs() == 0
                        && scenario.micros()[faults.poison() < 0 ? 0 : faults.poison()] < 100_000;
        int others = Math.min(3, otherDeaths);
        int most = swift ? 3 + others : 5 + 2 * others;
        return most + ownerDeaths + faults.hangs();
    }

    /** A vertex kills its node, if another is left. */
    private void poisoned(SimNode node) {
        if (node == ownerNode) {
            killOwner();
        } else if (mortals().contains(node)) {
            kill(node);
        }
        poisoned += node.isAlive() ? 0 : 1;
        otherDeaths -= node.isAlive() ? 0 : 1;
        spared |= node.isAlive();
    }

    private void tick() {
        if (!ownerDied && owner.state() != RunState.ENDED) {
            Owner now = owner;
            ownerNode.deliver(() -> now.tell(new Event.Tick()));
        }
        world.clock.after(scenario.tick(), this::tick);
    }

    private void beat(SimNode node) {
        if (node.isAlive()) {
            node.deliver(node::beat);
            world.clock.after(BEAT_TICKS * scenario.tick(), () -> beat(node));
        }
    }

    List<Site> sites() {
        return world.workers().stream().map(SimNode::site).toList();
    }

    SimNode someWorker() {
        List<SimNode> workers = world.workers();
        return workers.get(world.random.nextInt(workers.size()));
    }

    SimNode join(Resources capacity, boolean works) {
        var node = new SimNode(world, capacity, works, this::carry);
        world.nodes.add(node);
        world.clock.after(BEAT_TICKS * scenario.tick(), () -> beat(node));
        return node;
    }

    /** A node dies; a worker must be left. Its data is on others at once. */
    void kill(SimNode node) {
        world.note(What.DIE, node, 0, 0);
        otherDeaths++;
        node.die();
        for (int p = 0; p < world.dataAt.length; p++) {
            if (world.dataAt[p] == node.number()) {
                world.dataAt[p] = someWorker().number();
            }
        }
        clusterChanged(
                () -> {
                    if (!firstDied) {
                        tasks.lost(node);
                    }
                });
    }

    /**
     * The owner dies. Every node that lives finds out and forgets its runs; a durable one only when
     * no other owner has come for it in time.
     */
    void killOwner() {
        SimNode dead = ownerNode;
        Owner before = owner;
        boolean goesOn = scenario.durable() && !isDecided();
        List<SimNode> heirs = new ArrayList<>(world.workers());
        heirs.removeIf(node -> node == dead || node.hangs());
        if (ownerDied || goesOn && heirs.isEmpty()) {
            return;
        }
        world.note(What.DIE, dead, 0, 0);
        dead.die();
        otherDeaths++;
        ownerDeaths++;
        firstDied = true;
        ownerDied = !goesOn;
        for (int p = 0; goesOn && p < world.dataAt.length; p++) {
            if (world.dataAt[p] == dead.number()) {
                world.dataAt[p] = someWorker().number();
            }
        }
        long patience = goesOn ? scenario.patience() : 0;
        for (SimNode node : world.nodes) {
            world.clock.after(
                    world.random.nextLong(100_000) + patience,
                    () -> node.deliver(() -> forgetOrphan(node, before)));
        }
        if (goesOn && world.disk.stopsAll()) {
            startAnew();
            heirs = world.workers();
        }
        if (goesOn) {
            takeOver(heirs.get(world.random.nextInt(heirs.size())), before.term() + 1);
        }
    }

    /** All nodes die, and as many as there were at first come, which know nothing. */
    private void startAnew() {
        for (SimNode node : world.nodes) {
            if (node.isAlive()) {
                world.note(What.DIE, node, 0, 0);
                node.die();
                otherDeaths++;
            }
        }
        scenario.nodes().forEach(capacity -> join(capacity, true));
        for (int p = 0; p < world.dataAt.length; p++) {
            world.dataAt[p] = someWorker().number();
        }
    }

    private void forgetOrphan(SimNode node, Owner dead) {
        if (node.owner() == dead || node.owner() == null) {
            node.forget();
        }
    }

    /** Another node goes on with the run, and may die as well. */
    private void takeOver(SimNode heir, int term) {
        lastNews = Math.max(lastNews, world.clock.now() + world.random.nextLong(100_000));
        ownerNode = heir;
        owner = new Owner(world, heir, sites(), term, owner);
        Owner now = owner;
        world.clock.at(
                lastNews,
                () ->
                        heir.deliver(
                                () -> {
                                    now.learnHomes(world.dataAt.clone());
                                    now.tell(new Event.Start(sites()));
                                    if (cancelled) {
                                        now.cancel();
                                    }
                                }));
        if (world.random.nextInt(3) == 0) {
            long later = world.random.nextLong(scenario.horizon() * 2 + 200_000);
            world.clock.after(later, this::killOwner);
        }
    }

    /** The owner learns of the nodes there are now, a little later, in order, perhaps twice. */
    void clusterChanged(Runnable also) {
        var event = new Event.Cluster(sites());
        int[] homes = world.dataAt.clone();
        lastNews = Math.max(lastNews, world.clock.now() + world.random.nextLong(30_000));
        boolean twice = world.random.nextInt(8) == 0;
        world.clock.at(
                lastNews,
                () -> {
                    Owner now = owner;
                    now.at()
                            .deliver(
                                    () -> {
                                        world.note(What.CLUSTER, now.at(), 0, event.sites().size());
                                        now.learnHomes(homes);
                                        now.tell(event);
                                        if (twice) {
                                            now.tell(event);
                                        }
                                        also.run();
                                    });
                });
    }

    private void carry(SimNode from, Action action) {
        switch (action) {
            case Action.Send send -> {
                SimNode to = world.node(send.target());
                long bytes = scenario.graph().stage(send.vertex()).expectedBytes();
                Owner of = ownerOf(from);
                world.network.send(
                        from,
                        to,
                        bytes,
                        () -> {
                            if (!to.obeys(of)) {
                                return;
                            }
                            to.value(send.epoch(), send.vertex(), send.value());
                            acknowledge(to, from, send.epoch(), send.vertex(), false);
                        });
            }
            case Action.SendResult result -> {
                long bytes = scenario.graph().stage(result.vertex()).expectedBytes();
                Owner to = ownerOf(from);
                world.network.send(
                        from,
                        to.at(),
                        bytes,
                        () -> {
                            to.result(result.vertex(), result.value());
                            acknowledge(to.at(), from, result.epoch(), result.vertex(), true);
                        });
            }
            case Action.Tell tell -> {
                Owner to = ownerOf(from);
                world.network.send(from, to.at(), 64, () -> to.tell(tell.event()));
            }
            case Action.Run run -> throw new IllegalStateException("not to be carried: " + run);
            case Action.Abandon abandon ->
                    throw new IllegalStateException("not to be carried: " + abandon);
        }
    }

    private Owner ownerOf(SimNode node) {
        Owner known = node.owner();
        return known == null ? owner : known;
    }

    private void acknowledge(SimNode by, SimNode sender, int epoch, int vertex, boolean result) {
        if (scenario.keeping() == Values.Keeping.UNTIL_GOT) {
            UUID who = result ? null : by.id();
            world.network.send(by, sender, 16, () -> sender.got(epoch, vertex, who));
        }
    }

    /** Nodes that may die or hang: not the owner, and a worker that does neither is left. */
    List<SimNode> mortals() {
        var mortals = new ArrayList<>(world.workers());
        long well = mortals.stream().filter(node -> !node.hangs()).count();
        mortals.removeIf(node -> node == ownerNode || well < 2 && (ownerDied || !node.hangs()));
        return mortals;
    }

    void cancel() {
        cancelled = true;
        Owner now = owner;
        ownerNode.deliver(now::cancel);
    }
}
