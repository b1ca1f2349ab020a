package io.wick.internal.planner;

import io.wick.Placement;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Layout.Reason;

/** One placing of one problem; see {@link Planner} for how it decides. */
final class Placing {
    /** How many times the time to move its inputs a vertex must take to run away from them. */
    static final double HEAVY = 10;

    /** One of so many vertices may run away from its inputs when their site is overloaded. */
    static final int SPARED = 125;

    /** The part of its share by which a site must be overloaded for that. */
    static final double EXCESS = 0.1;

    private final Problem problem;
    private final GraphModel graph;
    private final Expected expected;
    private final Demands demands;
    private final Chains chains;
    private final Shares shares;
    private final Inputs inputs;
    private final int owner;

    private final int[] site;
    private final byte[] reason;
    private final double[] finish;
    private final boolean[] result;

    private Demand demand;
    private int head;
    private double share;

    /** Vertices that large inputs drew so far, and those of them that went elsewhere. */
    private long drawn;

    private long relieved;

    /** The best site so far for the chain at hand. */
    private int best;

    private double bestCost;
    private double bestStart;
    private double bestQueue;

    Placing(Problem problem, Expected expected, Demands demands, Chains chains) {
        this.problem = problem;
        this.graph = problem.graph();
        this.expected = expected;
        this.demands = demands;
        this.chains = chains;
        this.shares = new Shares(problem, demands, chains);
        this.owner = problem.owner();
        int size = graph.size();
        this.site = new int[size];
        this.reason = new byte[size];
        this.finish = new double[size];
        this.result = new boolean[size];
        this.inputs = new Inputs(problem, expected, site, finish);
        this.demand = demands.any();
        for (int v : graph.results()) {
            result[v] = true;
        }
    }

    Layout run() {
        for (int v = 0; v < site.length; v++) {
            boolean kept = problem.state()[v] == Problem.KEPT;
            site[v] = kept ? problem.home()[v] : -1;
            reason[v] = (byte) Reason.SKIPPED.ordinal();
        }
        for (int level = 0; level < shares.levels(); level++) {
            shares.begin(level);
            placeLevel(level, true);
            placeLevel(level, false);
        }
        return new Layout(site, reason, chains.next);
    }

    /** Places those that can only run on some sites, or those that then fill up the rest. */
    private void placeLevel(int level, boolean bound) {
        for (int i = chains.levelStart[level]; i < chains.levelStart[level + 1]; i++) {
            int chain = chains.heads[i];
            boolean isBound = problem.home()[chain] >= 0 || !shares.demand(chain).everywhere;
            if (isBound == bound) {
                place(chain);
            }
        }
    }

    private void place(int chain) {
        head = chain;
        demand = shares.demand(head);
        best = -1;
        bestCost = Double.POSITIVE_INFINITY;
        int home = problem.home()[head];
        if (home < 0 ? demand.count() == 0 : expected.isCall(head) && !demand.canRun(home)) {
            throw demands.infeasible(head, home);
        }
        share = shares.share(demand);
        inputs.of(head);
        double place = shares.place(head, graph.stage(head).count());
        Reason why = home < 0 ? choose(place) : bound(home);
        settle(why);
    }

    private Reason bound(int home) {
        consider(home);
        boolean asked = graph.stage(head).options().placement() instanceof Placement.OnNode;
        return expected.isCall(head) && asked ? Reason.ASKED : Reason.HOME;
    }

    private Reason choose(double place) {
        if (demand.key.spread()) {
            consider(demand.turn());
            return Reason.ASKED;
        }
        if (demand.count() == 1) {
            consider(demand.first());
            return Reason.ONLY;
        }
        long most = inputs.most(demand);
        if (most > 0) {
            considerInputs(most);
            return relieve(inputs.transferAll()) ? Reason.SOONEST : Reason.BYTES;
        }
        if (inputs.isDrawn()) {
            considerInputs(0);
            considerOwner();
            considerLeast(0);
            return Reason.SOONEST;
        }
        return spread(place);
    }

    /**
     * Looks for another site when moving its inputs is nothing beside the time of the vertex, or,
     * for a few vertices, when their site has far more than its share to do.
     */
    private boolean relieve(double transfer) {
        int there = best;
        drawn++;
        if (chains.nanos[head] >= HEAVY * transfer) {
            considerLeast(transfer);
        } else if ((relieved + 1) * SPARED <= drawn) {
            considerLeast(Math.max(transfer, share * EXCESS));
            relieved += best != there ? 1 : 0;
        }
        return best != there;
    }

    /** Chooses for a vertex that no input of its own draws anywhere. */
    private Reason spread(double place) {
        double latency =
                inputs.count() == 0 ? problem.costs().messageNanos() : inputs.transferAll();
        Stage stage = graph.stage(head);
        int sites = stage.count() == 1 ? 1 : Math.min(demand.active, demand.worthwhile(latency));
        if (sites > 1) {
            consider(demand.block(place, sites));
            considerLeast(latency + demand.busy(best, chains.nanos[head]));
            return Reason.LOAD;
        }
        considerInputs(0);
        consider(demand.first());
        consider(demand.cursor);
        considerOwner();
        considerLeast(0);
        demand.cursor = best;
        return inputs.count() == 0 ? Reason.LOAD : Reason.SOONEST;
    }

    /** Considers the sites of inputs that hold that much of what draws the vertex; all for 0. */
    private void considerInputs(long drawing) {
        for (int i = 0; i < inputs.count(); i++) {
            if ((drawing == 0 || inputs.drawing(i) == drawing) && demand.canRun(inputs.site(i))) {
                consider(inputs.site(i));
            }
        }
    }

    /** A result may be worth computing where it is wanted. */
    private void considerOwner() {
        if (result[head] && owner >= 0 && demand.canRun(owner)) {
            consider(owner);
        }
    }

    /** Considers the least loaded site when the best one so far has much more than its share. */
    private void considerLeast(double tolerated) {
        if (best < 0 || bestQueue > tolerated) {
            consider(demand.least());
        }
    }

    private void consider(int candidate) {
        double busy = shares.busy[candidate];
        double ready = inputs.ready(candidate);
        double fair = share - demand.busy(candidate, chains.nanos[head]);
        double queue = busy - Math.max(fair, ready);
        if (queue < 1e-9 * busy) {
            queue = 0;
        }
        double cost = ready + queue + toOwner(candidate);
        if (cost < bestCost || cost == bestCost && isBetter(candidate)) {
            best = candidate;
            bestCost = cost;
            bestStart = ready + queue;
            bestQueue = queue;
        }
    }

    /** Whether a site is to be preferred to one that costs the same. */
    private boolean isBetter(int candidate) {
        if (best == owner || candidate == owner) {
            return candidate == owner;
        }
        return shares.busy[candidate] < shares.busy[best];
    }

    private double toOwner(int candidate) {
        if (!result[head] || owner < 0 || candidate == owner) {
            return 0;
        }
        return problem.costs().messageNanos()
                + expected.bytes(head) * 1000.0 / problem.costs().bytesPerMicro();
    }

    /** Puts the chain, and the given values that only it takes, on the best site. */
    private void settle(Reason why) {
        shares.busy[best] += demand.busy(best, chains.nanos[head]);
        reason[head] = (byte) why.ordinal();
        site[head] = best;
        finish[head] = bestStart + chains.nanos[head];
        for (int v = chains.next[head]; v >= 0; v = chains.next[v]) {
            site[v] = best;
            finish[v] = finish[head];
            reason[v] = (byte) Reason.FUSED.ordinal();
        }
        int end = graph.inputStart()[head + 1];
        for (int i = graph.inputStart()[head]; i < end; i++) {
            int input = graph.inputs()[i];
            if (chains.carried[input]) {
                site[input] = best;
                reason[input] = (byte) Reason.FUSED.ordinal();
            }
        }
    }
}
