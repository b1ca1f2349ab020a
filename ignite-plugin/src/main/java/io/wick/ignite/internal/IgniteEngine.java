package io.wick.ignite.internal;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.Resources;
import io.wick.ResultStream;
import io.wick.Stats;
import io.wick.TaskOptions;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.graph.Graph;
import io.wick.graph.Plan;
import io.wick.ignite.internal.actor.Directory;
import io.wick.ignite.internal.actor.IgniteActors;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.direct.DirectChannels;
import io.wick.ignite.internal.directory.CacheDirectory;
import io.wick.ignite.internal.directory.DirectoryContext;
import io.wick.ignite.internal.directory.RecordedConstructor;
import io.wick.ignite.internal.durable.ClusterRuns;
import io.wick.ignite.internal.durable.RunValues;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.Applications;
import io.wick.ignite.internal.function.Functions;
import io.wick.ignite.internal.graph.RunContext;
import io.wick.ignite.internal.graph.RunHost;
import io.wick.ignite.internal.graph.RunOwner;
import io.wick.ignite.internal.graph.Sources;
import io.wick.ignite.internal.group.PlacementGroups;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.NamedObjects;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Orphans;
import io.wick.ignite.internal.object.Reaper;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefTable;
import io.wick.ignite.internal.object.StoreCaches;
import io.wick.ignite.internal.task.TaskContext;
import io.wick.ignite.internal.task.TaskHost;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.ignite.internal.wire.IgniteTransport;
import io.wick.ignite.internal.wire.Op;
import io.wick.spi.CacheLoad;
import io.wick.spi.DurableRuns;
import io.wick.spi.Engine;
import io.wick.spi.NameStore;
import io.wick.spi.TaskCall;

import org.apache.ignite.internal.IgniteEx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The engine of one Ignite node. */
public final class IgniteEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(IgniteEngine.class);

    private static final long HELLO_MILLIS = 2000;

    private final IgniteEx ignite;
    private final Runnable onClose;
    private final NodeInfo self;
    private final LongAdder sentBytes = new LongAdder();
    private final Inbox inbox;
    private final IgniteTransport transport;
    private final Members members;
    private final MajorityWatch majority;
    private final Discovery discovery;
    private final Reaper reaper = new Reaper();
    private final EngineThreads threads;
    private final ScheduledExecutorService timer;
    private final Executor dispatcher;
    private final Executor callbacks;
    private final DirectChannels direct;
    private final LocalExecutor executor;
    private final ObjectStore store;
    private final Orphans orphans;
    private final RefTable refs;
    private final NamedObjects names;
    private final Applications applications;
    private final Functions functions = new Functions();
    private final PlacementGroups groups;
    private final TaskOwner owner;
    private final TaskHost host;
    private final IgniteActors actors;
    private final Sources sources;
    private final RunOwner runs;
    private final ClusterRuns durables;
    private final Gathering gathering;
    private final Home home;
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean warm = new AtomicBoolean();
    private final Rejoin rejoin;
    private final Fate fate = new Fate();

    /**
     * Builds the engine of a started node; {@link #start} makes it take part.
     *
     * @param onClose stops the node, when Wick started it
     */
    public IgniteEngine(IgniteEx ignite, WickConfig config, Runnable onClose) {
        this.ignite = ignite;
        this.onClose = onClose;
        var node = ignite.cluster().localNode();
        boolean client = node.isClient();
        var capacity = client ? Resources.NONE : config.resources();
        boolean worker = capacity.thousandths(Resources.CPU) > 0;
        self = new NodeInfo(node.id(), true, worker, capacity, new TreeMap<>(config.attributes()));
        threads = EngineThreads.of(node.id());
        timer = threads.timer();
        dispatcher = threads.dispatcher();
        callbacks = threads.callbacks();
        inbox = new Inbox(this);
        transport = new IgniteTransport(ignite, inbox);
        members = new Members(ignite, self, transport, threads.factory(), sentBytes);
        majority =
                new MajorityWatch(
                        ignite,
                        members,
                        config.majority(),
                        timer,
                        callbacks,
                        this::expelled,
                        () -> fate.apart().unfinished("it was known that the cluster goes on"));
        direct =
                new DirectChannels(
                        node.id(),
                        new IgniteWays(ignite, members),
                        inbox,
                        threads.factory(),
                        callbacks,
                        sentBytes);
        executor = new LocalExecutor(capacity, "wick-task-" + shortId());
        var caches = new StoreCaches(ignite);
        store = new ObjectStore(ignite, caches, reaper, config.maxObjectBytes());
        applications = new Applications(ignite, ownLoader(ignite));
        home = new Home(this);
        orphans = new Orphans(node.id(), members.links(), store, timer);
        refs =
                new RefTable(
                        node.id(),
                        home,
                        members::link,
                        reaper,
                        timer,
                        this::currentLoader,
                        this::wick,
                        store,
                        orphans,
                        config.inlineBytes());
        groups = new PlacementGroups(node.id(), executor, members, home, timer, TaskOwner::end);
        names = new NamedObjects(ignite, caches, store, refs.values(), reaper, majority, callbacks);
        var context =
                new TaskContext(
                        node.id(),
                        executor,
                        refs.values(),
                        refs.outcomes(),
                        store,
                        functions,
                        applications,
                        home,
                        timer,
                        groups);
        UUID application =
                config.application().isEmpty() ? null : applications.take(config.application());
        owner =
                new TaskOwner(
                        context,
                        ignite,
                        members,
                        dispatcher,
                        config.maxPendingTasks(),
                        worker,
                        reaper,
                        application);
        host = new TaskHost(context);
        actors = new IgniteActors(owner, host, members, this::directory, dispatcher, callbacks);
        sources = new Sources(ignite);
        var runValues =
                new RunValues(ignite, refs.values(), applications, callbacks, config.storeBytes());
        runs =
                new RunOwner(
                        new RunContext(
                                node.id(),
                                executor,
                                refs.values(),
                                refs.outcomes(),
                                context.functions(),
                                applications,
                                home,
                                members,
                                direct,
                                sources,
                                runValues,
                                owner,
                                timer),
                        ignite,
                        store,
                        reaper,
                        callbacks,
                        application);
        durables =
                new ClusterRuns(
                        ignite,
                        members,
                        majority,
                        runs,
                        runValues,
                        store,
                        refs.outcomes(),
                        callbacks);
        discovery = new Discovery(ignite, this);
        gathering = new Gathering(store, refs.outcomes());
        rejoin = new Rejoin(ignite, this, () -> new IgniteEngine(ignite, config, onClose));
        reaper.start(threads.factory());
    }

    private Directory directory(Directory.Actors core) {
        var made =
                new CacheDirectory(
                        new DirectoryContext(
                                ignite,
                                members,
                                majority,
                                refs.values(),
                                refs.outcomes(),
                                callbacks,
                                core));
        timer.execute(made::watch);
        return made;
    }

    /** Makes an actor as the directory has it; on the thread that starts it. */
    public Object construct(byte[] recorded) throws Exception {
        return RecordedConstructor.run(recorded, refs.values(), functions, currentLoader());
    }

    /** Begins to take part; on the first engine of a node. */
    public void start() {
        if (ignite.cluster().localNode().isClient()) {
            rejoin.start();
        }
        begin();
    }

    /** Begins to hear and greet others. */
    void begin() {
        majority.start();
        discovery.start();
        transport.start();
        members.start();
        durables.watch();
    }

    /** Waits a moment for the other nodes' hellos. */
    public void awaitMembers() {
        members.awaitHellos(HELLO_MILLIS);
    }

    private static ClassLoader ownLoader(IgniteEx ignite) {
        ClassLoader configured = ignite.configuration().getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return configured != null
                ? configured
                : context != null ? context : IgniteEngine.class.getClassLoader();
    }

    private String shortId() {
        return self.id().toString().substring(0, 8);
    }

    private ClassLoader currentLoader() {
        Work work = LocalExecutor.Frame.currentWork();
        return work == null ? applications.own() : applications.loader(work.application());
    }

    private Wick wick() {
        return Wick.over(this);
    }

    /** The Ignite node. */
    public IgniteEx ignite() {
        return ignite;
    }

    /** Whether a task of this engine runs under this executor. */
    public boolean runs(LocalExecutor.Frame frame) {
        return frame.executor().root() == executor;
    }

    /** Who is in the cluster, and whether it goes on. */
    public MajorityWatch majority() {
        return majority;
    }

    Members members() {
        return members;
    }

    DirectChannels direct() {
        return direct;
    }

    Orphans orphans() {
        return orphans;
    }

    RefTable refs() {
        return refs;
    }

    TaskOwner owner() {
        return owner;
    }

    TaskHost host() {
        return host;
    }

    RunOwner runs() {
        return runs;
    }

    ClusterRuns durables() {
        return durables;
    }

    /** This node's side of running graphs, for their jobs. */
    public RunHost runHost() {
        return runs.host();
    }

    Executor callbacks() {
        return callbacks;
    }

    UUID id() {
        return self.id();
    }

    /** A node said hello: it may get tasks. */
    void membersChanged() {
        owner.membersChanged();
        runs.membersChanged();
        groups.membersChanged();
        orphans.membersChanged();
        if (warm.compareAndSet(false, true)) {
            callbacks.execute(() -> refs.values().warmUp());
        }
    }

    /**
     * A node left, on Ignite's discovery thread. Servers tell clients: one whose router has frozen
     * may not hear of it from Ignite.
     */
    void leftTheRing(UUID node, boolean inOrder) {
        if (!ignite.cluster().localNode().isClient()) {
            members.tellClients(node, inOrder);
        }
        left(node, inOrder);
    }

    /** A node left; may be told more than once. */
    void left(UUID node, boolean inOrder) {
        if (inOrder) {
            runs.leavesInOrder(node);
        }
        Link link = members.left(node, inOrder);
        direct.left(node);
        owner.membersChanged();
        if (link != null && fate.isOpen()) {
            runs.host().gone(node);
            // in a part that does not go on nothing is tried again
            majority.whenSure(() -> dispatcher.execute(() -> takeLeave(link)));
        }
    }

    private void takeLeave(Link link) {
        UUID node = link.id();
        actors.leaves(node);
        owner.left(link);
        dispatcher.execute(() -> actors.left(node));
        host.left(node);
        groups.left(node);
        runs.host().left(node);
        runs.membersChanged();
        durables.left();
        refs.left(node);
    }

    /**
     * Messages on a link are lost, nobody knows which: what this node waits for from the other one
     * is tried again, or fails.
     *
     * @param tell whether the other node does not know yet
     */
    void unreadable(Link link, boolean tell) {
        if (!fate.isOpen()) {
            return;
        }
        if (tell) {
            members.send(link.id(), out -> out.byte1(Op.UNREADABLE.code()));
        }
        link.broke();
        dispatcher.execute(
                () -> {
                    owner.left(link);
                    dispatcher.execute(() -> actors.sendAgain());
                    refs.askAgain(link.id());
                });
    }

    @Override
    public <T> ObjectRef<T> put(T value) {
        checkOpen();
        if (value instanceof ObjectRef<?>) {
            throw new IllegalArgumentException(
                    "A ref cannot be put: it is an object already. Put what holds it.");
        }
        var ref = new Ref<T>(home, null);
        ref.complete(refs.outcomes().put(value));
        return ref;
    }

    @Override
    public <R extends @Nullable Object> ObjectRef<R> submit(Fn0<R> fn) {
        return owner.submit(fn);
    }

    @Override
    public <R extends @Nullable Object> ObjectRef<R> submit(TaskCall call, TaskOptions options) {
        return owner.submit(call, options);
    }

    @Override
    public <T> List<ObjectRef<T>> split(
            TaskCall call, TaskOptions options, int count, Fn1<?, ?> parts) {
        return owner.split(call, options, count, parts);
    }

    @Override
    public <T> ResultStream<T> stream(TaskCall call, TaskOptions options, int buffer) {
        return owner.stream(call, options, buffer);
    }

    @Override
    public <T> Ready<T> await(
            Collection<? extends ObjectRef<? extends T>> many,
            int count,
            @Nullable Duration timeout) {
        return gathering.await(many, count, timeout);
    }

    @Override
    public <T> List<T> getAll(
            Collection<? extends ObjectRef<? extends T>> many, @Nullable Duration timeout) {
        return gathering.getAll(many, timeout);
    }

    @Override
    public <R extends @Nullable Object> Plan<R> compile(Graph<R> graph) {
        return runs.compile(graph);
    }

    @Override
    public int partitions(String cache) {
        return sources.partitions(cache);
    }

    @Override
    public <K, V> Stream<Map.Entry<K, V>> entries(String cache, int partition) {
        return sources.entries(cache, partition);
    }

    @Override
    public Stream<@Nullable Object[]> fields(String cache, int partition, List<String> names) {
        return sources.fields(cache, partition, names);
    }

    @Override
    public CacheLoad load(String cache) {
        return sources.load(cache);
    }

    @Override
    public PlacementGroups groups() {
        return groups;
    }

    @Override
    public IgniteActors actors() {
        return actors;
    }

    @Override
    public NameStore names() {
        checkOpen();
        return names;
    }

    @Override
    public DurableRuns durableRuns() {
        checkOpen();
        return durables;
    }

    @Override
    public List<NodeInfo> nodes() {
        return members.nodes();
    }

    @Override
    public Stats stats() {
        return new Stats(
                owner.submitted(),
                owner.pending(),
                executor.finished(),
                owner.retried(),
                sentBytes.sum(),
                inbox.receivedBytes(),
                store.fetchedBytes(),
                reaper.storedCount(),
                refs.exported(),
                refs.borrowed(),
                store.usedBytes(),
                store.maxBytes());
    }

    /** Other nodes that values of graphs are sent to directly. */
    public int directChannels() {
        return direct.count();
    }

    /** Threads that run tasks or hold waiting ones; for tests. */
    public int taskThreads() {
        return executor.threads();
    }

    /** Whether no task runs or waits here and all resources are back; for tests. */
    public boolean isIdle() {
        return executor.isIdle() && host.count() == 0 && runs.host().count() == 0;
    }

    private void checkOpen() {
        Ending.refuse(fate.ending(), "go on");
    }

    @Override
    public boolean isClosed() {
        return fate.ending() == Ending.CLOSED;
    }

    @Override
    public void close() {
        leaveActors();
        onClose.run();
        if (fate.ending() == Ending.CUT_OFF) {
            fate.end(Ending.CLOSED); // it does not come back
        }
    }

    /**
     * Has this server come back when it is cut off; without this, Ignite's own settings say what
     * becomes of the node.
     *
     * @param way stops the node, and starts another that replaces this; may block
     */
    public void comesBackBy(Runnable way) {
        fate.comesBackBy(way);
    }

    /**
     * This server is not of the cluster any more, or not of its greater part. Ignite may stop the
     * node meanwhile: that is no end of its own.
     */
    private void expelled() {
        Ending reason = fate.apart();
        if (fate.end(reason)) {
            LOG.warn(
                    "This node, {}, is cut off from its cluster: what it had under way ends",
                    self.id());
            Thread.ofPlatform().daemon().name("wick-cut-off").start(() -> partFromCluster(reason));
        }
    }

    /**
     * The node cannot go on; what is under way here ends.
     *
     * @return whether another comes for it, which stops the Ignite node first
     */
    public boolean giveUp() {
        expelled();
        return fate.comeback() != null;
    }

    private void partFromCluster(Ending reason) {
        Runnable way = fate.comeback();
        try {
            goOnEnding(reason);
        } finally {
            if (way != null) {
                way.run();
            }
        }
    }

    private void leaveActors() {
        if (fate.isOpen() && left.compareAndSet(false, true)) {
            actors.leaving();
        }
    }

    @Override
    public IgniteEngine current() {
        IgniteEngine newest = fate.newest();
        return newest == null ? this : newest;
    }

    /** The client has joined again. */
    void replacedBy(IgniteEngine other) {
        actors.replacedBy(other.actors);
        fate.followedBy(other);
    }

    /** The server has come back; false when it has been closed meanwhile. */
    public synchronized boolean cameBackAs(IgniteEngine other) {
        if (isClosed()) {
            return false;
        }
        replacedBy(other);
        return true;
    }

    /** Stops taking part; called by the plugin while the node stops. */
    public void stop() {
        rejoin.stop();
    }

    /** Stops taking part, as the node stops. */
    void end() {
        leaveActors();
        if (!fate.isReplaced()) {
            end(Ending.CLOSED);
        }
    }

    /** The cluster has given up this client; nothing here may wait for it. */
    void cutOff() {
        end(Ending.CUT_OFF);
    }

    private void end(Ending reason) {
        if (fate.end(reason)) {
            goOnEnding(reason);
        }
    }

    private void goOnEnding(Ending reason) {
        durables.close(reason); // first: that vertices here are interrupted is no end of a run
        actors.close(reason);
        owner.close(reason);
        runs.close(reason);
        refs.close(reason.unfinished("the object came"));
        discovery.stop();
        majority.stop();
        transport.stop();
        direct.stop();
        members.stop();
        reaper.stop();
        threads.stop();
        try {
            applications.close();
        } catch (IOException e) {
            LOG.warn("Unpacked jars of applications could not be deleted", e);
        }
    }
}
