package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.sim.Trace.What;
import io.wick.internal.scheduler.AdmissionQueue;
import io.wick.internal.scheduler.ResourceLedger;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A node of the simulated cluster: resources, and its part of the run. */
final class SimNode {
    /** Something that wants resources, has them, or is gone. */
    static final class Ticket {
        private final int epoch;
        private final int local;
        private final int vertex;
        private final Resources resources;
        private final Runnable task;
        private boolean holds;
        private boolean began;
        private boolean gone;

        private Ticket(int epoch, int local, int vertex, Resources resources, Runnable task) {
            this.epoch = epoch;
            this.local = local;
            this.vertex = vertex;
            this.resources = resources;
            this.task = task;
        }

        int vertex() {
            return vertex;
        }
    }

    private final World world;
    private final int number;
    private final UUID id;
    private final Resources capacity;
    private final boolean works;
    private final ResourceLedger ledger;
    private final AdmissionQueue<Ticket> queue;
    private final Set<Ticket> tickets = new LinkedHashSet<>();
    private NodeRun run;
    private @Nullable Owner owner;
    private final BiConsumer<SimNode, Action> outside;
    private final boolean waitsOnStop;
    private final Trials trials;

    /** What happens as soon as the node is not paused any more. */
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();

    private boolean alive = true;
    private boolean hangs;
    private long pausedUntil;
    private long vertices;

    /**
     * A node that has just joined.
     *
     * @param outside takes what is to be sent
     */
    SimNode(World world, Resources capacity, boolean works, BiConsumer<SimNode, Action> outside) {
        this.world = world;
        this.number = world.nodes.size();
        this.id = new UUID(0xC0FFEE, number);
        this.capacity = capacity;
        this.works = works;
        this.outside = outside;
        this.ledger = new ResourceLedger(capacity);
        this.queue = new AdmissionQueue<>(ledger);
        this.waitsOnStop = world.random.nextBoolean();
        this.run = newRun();
        this.trials =
                new Trials(
                        id, world.mutation, event -> outside.accept(this, new Action.Tell(event)));
    }

    private NodeRun newRun() {
        Scenario scenario = world.scenario;
        return new NodeRun(
                id, scenario.durable(), scenario.keeping(), waitsOnStop, world.mutation, world.ran);
    }

    /** The owner of the run, as far as this node knows. */
    @Nullable Owner owner() {
        return owner;
    }

    /** Whether an owner is the owner of the run here, from now on when it is a later one. */
    boolean obeys(Owner by) {
        Owner known = owner;
        if (known != null && by.term() < known.term()) {
            return world.mutation == Mutation.OLD_OWNER_IS_OBEYED;
        }
        if (known != null && by.term() > known.term() && run.phase() == NodeRun.Phase.FORGOTTEN) {
            run = newRun(); // what it forgot was the run of another owner
        }
        owner = by;
        return true;
    }

    int number() {
        return number;
    }

    UUID id() {
        return id;
    }

    boolean works() {
        return works;
    }

    boolean isAlive() {
        return alive;
    }

    Resources capacity() {
        return capacity;
    }

    /** Vertices it ran. */
    long vertices() {
        return vertices;
    }

    NodeRun run() {
        return run;
    }

    Site site() {
        return new Site(id, capacity, Map.of(), 0);
    }

    /** Whether it has nothing of the run and holds nothing. */
    boolean isClean() {
        return !alive || run.isClean() && ledger.isIdle() && queue.isEmpty() && tickets.isEmpty();
    }

    /** Something happens on this node: later when it is paused, never when it is dead. */
    void deliver(Runnable what) {
        if (!alive) {
            return;
        }
        if (world.clock.now() < pausedUntil || !held.isEmpty()) {
            held.add(what);
        } else {
            what.run();
        }
    }

    /** It does nothing for very long. */
    void hang(long micros) {
        hangs = true;
        pause(micros);
    }

    boolean hangs() {
        return hangs;
    }

    void pause(long micros) {
        pausedUntil = Math.max(pausedUntil, world.clock.now() + micros);
        world.clock.at(pausedUntil, this::wake);
    }

    private void wake() {
        while (alive && world.clock.now() >= pausedUntil && !held.isEmpty()) {
            held.remove().run();
        }
    }

    void die() {
        alive = false;
        for (Ticket ticket : tickets) {
            if (ticket.began) {
                world.ends(ticket.epoch, ticket.vertex);
            }
        }
        tickets.clear();
    }

    void launch(Instruction.Launch launch) {
        world.note(What.LAUNCH, this, launch.epoch(), launch.program().locals());
        if (launch.epoch() > run.epoch()) {
            trials.launched(launch);
        }
        Program program = launch.program();
        if (program.kept() > 0 && launch.epoch() > run.epoch() && world.evicts()) {
            for (int v = program.locals() + program.externals(); v < program.values(); v++) {
                run.evict(program.vertex()[v]);
            }
        }
        perform(run.launch(launch));
    }

    void value(int epoch, int vertex, long value) {
        perform(run.arrived(epoch, vertex, value));
    }

    void got(int epoch, int vertex, @Nullable UUID by) {
        run.got(epoch, vertex, by);
    }

    void stop(int epoch) {
        world.note(What.STOP, this, epoch, 0);
        perform(run.stop(epoch));
    }

    void adopt(int before) {
        world.note(What.ADOPT, this, before, run.epoch());
        run.found(world.disk.of(this));
        perform(run.adopt(before));
    }

    void probe(int epoch) {
        trials.askAgain();
        perform(run.probe(epoch));
    }

    /** The owner knows that a suspect begins. */
    void may(int epoch, int vertex) {
        Ticket ticket = trials.may(epoch, vertex);
        if (ticket != null) {
            begin(ticket);
        }
    }

    void forget() {
        trials.clear();
        world.note(What.FORGET, this, 0, 0);
        perform(run.forget());
    }

    void beat() {
        trials.askAgain();
        perform(run.beat());
    }

    /** A task beside the run wants resources; it is told when it has them. */
    void admit(Resources resources, Runnable task) {
        var ticket = new Ticket(0, -1, -1, resources, task);
        tickets.add(ticket);
        queue.add(resources, ticket);
        pump();
    }

    /** Such a task has ended. */
    void leave(Resources resources) {
        queue.release(resources);
        pump();
    }

    private void perform(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Run run -> enqueue(run);
                case Action.Abandon abandon -> abandon(abandon);
                case Action.Send send -> {
                    world.note(What.SEND, this, send.epoch(), send.vertex());
                    outside.accept(this, send);
                }
                case Action.SendResult result -> outside.accept(this, result);
                case Action.Tell tell -> {
                    if (tell.event() instanceof Event.Ended ended) {
                        int done = ended.report().done().cardinality();
                        world.note(What.REPORT, this, ended.epoch(), done);
                    }
                    outside.accept(this, tell);
                }
            }
        }
        pump();
    }

    private Ticket ticket(Action.Run action) {
        int vertex = run.program().vertex()[action.local()];
        Resources resources = graph().stage(vertex).options().resources();
        var ticket = new Ticket(action.epoch(), action.local(), vertex, resources, () -> {});
        tickets.add(ticket);
        return ticket;
    }

    private GraphModel graph() {
        return world.scenario.graph();
    }

    private void enqueue(Action.Run action) {
        if (action.epoch() == run.epoch() && run.phase() == NodeRun.Phase.WORKING) {
            Ticket ticket = ticket(action);
            trials.ready(ticket.vertex);
            queue.add(ticket.resources, ticket);
        }
    }

    private void tryAgain(Ticket ticket) {
        queue.add(ticket.resources, ticket);
    }

    private void pump() {
        for (Ticket ticket : queue.admit()) {
            ticket.holds = true;
            start(ticket);
        }
    }

    private void start(Ticket ticket) {
        if (ticket.vertex < 0) {
            tickets.remove(ticket);
            ticket.task.run();
            return;
        }
        SimNode home = world.home(ticket.vertex);
        boolean away =
                home != null
                        && home != this
                        && run.sites().stream().anyMatch(site -> site.id().equals(home.id));
        if (away) {
            world.note(What.DISPLACED, this, ticket.epoch, ticket.vertex);
            tickets.remove(ticket);
            queue.release(ticket.resources);
            run.displaced(ticket.epoch).forEach(action -> outside.accept(this, action));
            return;
        }
        switch (trials.arrives(ticket)) {
            case BEGINS -> begin(ticket);
            case AWAITS -> {}
            case PARKS -> {
                ticket.holds = false;
                queue.release(ticket.resources);
            }
        }
    }

    private void begin(Ticket ticket) {
        run.started();
        ticket.began = true;
        world.note(What.START, this, ticket.epoch, ticket.vertex);
        world.starts(this, ticket.epoch, ticket.vertex);
        long value = compute(ticket);
        long micros = world.scenario.micros()[ticket.vertex];
        world.clock.after(micros, () -> deliver(() -> finish(ticket, value)));
        if (world.scenario.faults().poison() == ticket.vertex) {
            long later = world.random.nextLong(micros + 1);
            world.clock.after(world.random.nextBoolean() ? 0 : later, () -> poisoned(ticket));
        }
    }

    /** A vertex kills its node, unless it has ended. */
    private void poisoned(Ticket ticket) {
        if (alive && tickets.contains(ticket)) {
            world.note(What.POISON, this, ticket.epoch, ticket.vertex);
            world.deadly.accept(this);
        }
    }

    private long compute(Ticket ticket) {
        Program program = run.program();
        int from = program.inputStart()[ticket.local];
        long[] inputs = new long[program.inputStart()[ticket.local + 1] - from];
        for (int i = 0; i < inputs.length; i++) {
            int vertex = program.vertex()[program.inputs()[from + i]];
            inputs[i] = run.value(vertex);
            world.checkValue(vertex, inputs[i]);
        }
        long value = World.compute(ticket.vertex, inputs);
        world.checkValue(ticket.vertex, value);
        return value;
    }

    private void finish(Ticket ticket, long value) {
        if (ticket.gone) {
            return;
        }
        tickets.remove(ticket);
        world.ends(ticket.epoch, ticket.vertex);
        boolean fails = world.scenario.faults().failing() == ticket.vertex;
        world.note(fails ? What.THROW : What.FINISH, this, ticket.epoch, ticket.vertex);
        if (!fails) {
            vertices++;
            world.ran.set(ticket.vertex);
            world.disk.offer(this, ticket.vertex, value);
        }
        trials.finished(ticket.epoch, ticket.vertex, this::tryAgain);
        List<Action> actions = run.finished(ticket.epoch, ticket.local, value, fails);
        for (Action action : actions) {
            if (action instanceof Action.Run next && next.after() == ticket.local) {
                Ticket following = ticket(next);
                trials.ready(following.vertex);
                if (following.resources.equals(ticket.resources)) {
                    following.holds = true;
                    perform(actions.stream().filter(other -> other != next).toList());
                    if (!following.gone) {
                        start(following);
                    }
                    return;
                }
                tickets.remove(following);
            }
        }
        queue.release(ticket.resources);
        perform(actions);
    }

    private void abandon(Action.Abandon abandon) {
        if (abandon.epoch() >= run.epoch()) {
            trials.clear();
        }
        for (Ticket ticket : List.copyOf(tickets)) {
            if (ticket.vertex < 0 || ticket.epoch > abandon.epoch()) {
                continue;
            }
            if (!ticket.holds) {
                queue.cancel(ticket.resources, ticket);
                tickets.remove(ticket);
                ticket.gone = true;
            } else if (!ticket.began) {
                tickets.remove(ticket);
                ticket.gone = true;
                queue.release(ticket.resources);
            } else if (abandon.running()) {
                world.note(What.ABANDON, this, ticket.epoch, ticket.vertex);
                world.ends(ticket.epoch, ticket.vertex);
                tickets.remove(ticket);
                ticket.gone = true;
                queue.release(ticket.resources);
            }
        }
    }
}
