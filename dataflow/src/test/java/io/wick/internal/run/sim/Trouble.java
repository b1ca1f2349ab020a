package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.run.sim.Trace.What;

import java.util.List;
import java.util.SplittableRandom;

/** Brings the faults of a scenario over a simulation. */
final class Trouble {
    /** How long a run may take to do without a node that hangs. */
    private static final long HANG_TICKS = 50_000;

    private final Simulation simulation;
    private final World world;
    private final Scenario.Faults faults;
    private final SplittableRandom random;

    Trouble(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.faults = world.scenario.faults();
        this.random = world.random.split();
    }

    void plan() {
        for (int i = 0; i < faults.slowLinks(); i++) {
            world.network.slow(node().number(), node().number());
        }
        sometime(faults.cuts(), this::cut);
        sometime(faults.deaths(), this::die);
        sometime(faults.joins(), this::join);
        sometime(faults.pauses(), this::pause);
        sometime(faults.hangs(), this::hang);
        sometime(faults.moves(), this::move);
        if (faults.killEvery() > 0) {
            world.clock.after(faults.killEvery(), this::storm);
        }
        if (faults.cancelAt() >= 0) {
            world.clock.at(faults.cancelAt(), simulation::cancel);
        }
        if (faults.ownerDiesAt() >= 0) {
            world.clock.at(faults.ownerDiesAt(), simulation::killOwner);
        }
    }

    private void sometime(int times, Runnable what) {
        long horizon = world.scenario.horizon() * (random.nextInt(4) == 0 ? 4 : 1) + 1;
        for (int i = 0; i < times; i++) {
            world.clock.at(random.nextLong(horizon), what);
        }
    }

    private SimNode node() {
        return world.nodes.get(random.nextInt(world.nodes.size()));
    }

    private long moment() {
        long tick = world.scenario.tick();
        return random.nextInt(4) == 0 ? random.nextLong(tick * 200) : random.nextLong(tick * 10);
    }

    private void cut() {
        SimNode from = node();
        SimNode to = node();
        world.note(What.CUT, from, 0, to.number());
        long now = world.clock.now();
        world.network.cut(from.number(), to.number(), now, now + moment());
    }

    private void die() {
        List<SimNode> mortals = simulation.mortals();
        if (!mortals.isEmpty()) {
            simulation.kill(mortals.get(random.nextInt(mortals.size())));
        }
    }

    /** One dies and one joins, and so on until the run is over. */
    private void storm() {
        if (!simulation.isDecided()) {
            die();
            world.clock.after(faults.killEvery() / 3, this::join);
            world.clock.after(faults.killEvery(), this::storm);
        }
    }

    private void join() {
        List<Resources> capacities = world.scenario.nodes();
        Resources capacity = capacities.get(random.nextInt(capacities.size()));
        world.note(What.JOIN, simulation.join(capacity, true), 0, 0);
        simulation.clusterChanged(() -> {});
    }

    private void pause() {
        SimNode node = node();
        long micros = moment();
        world.note(What.PAUSE, node, 0, micros);
        node.pause(micros);
    }

    /** A node stays in the cluster without doing anything; the run must not wait for its death. */
    private void hang() {
        List<SimNode> mortals = simulation.mortals();
        if (mortals.isEmpty()) {
            return;
        }
        SimNode node = mortals.get(random.nextInt(mortals.size()));
        long micros = world.scenario.tick() * HANG_TICKS;
        world.note(What.PAUSE, node, 0, micros);
        node.hang(micros + 1);
        world.clock.after(
                micros,
                () -> {
                    Violation.unless(simulation.isDecided(), "the run waits for a node that hangs");
                    if (node.isAlive() && simulation.mortals().contains(node)) {
                        simulation.kill(node);
                    }
                });
    }

    private void move() {
        if (world.dataAt.length == 0 || world.workers().isEmpty()) {
            return;
        }
        int partition = random.nextInt(world.dataAt.length);
        SimNode to = simulation.someWorker();
        world.note(What.MOVE, to, 0, partition);
        world.dataAt[partition] = to.number();
        simulation.clusterChanged(() -> {});
    }
}
