package io.wick.actor;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.Resources;
import io.wick.group.PlacementGroup;
import io.wick.spi.Actors;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An actor about to be made. Each option method changes and returns this builder; {@link #create}
 * may be called many times. For use by one thread.
 *
 * <pre>{@code
 * ActorRef<Account> account = wick.actor(Account::new, 100L)
 *         .named("account-7").restarts(3).checkpoints(Checkpoints.beforeReply()).create();
 * }</pre>
 */
public final class ActorBuilder<A> {
    private final Actors actors;
    private final TaskCall constructor;
    private final TreeMap<String, Integer> groups = new TreeMap<>();
    private @Nullable String name;
    private String namespace = ActorOptions.DEFAULT.namespace();
    private boolean getIfExists;
    private boolean detached;
    private int restarts;
    private Resources resources = Resources.NONE;
    private Placement placement = Placement.AUTO;
    private int concurrency = 1;
    private Mailbox mailbox = Mailbox.DEFAULT;
    private Checkpoints checkpoints = Checkpoints.none();

    /** For {@link io.wick.Wick#actor}. */
    public ActorBuilder(Actors actors, TaskCall constructor) {
        this.actors = actors;
        this.constructor = constructor;
    }

    /** The name under which {@link io.wick.Wick#findActor} finds it; one actor has it at a time. */
    public ActorBuilder<A> named(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Names are unique in a namespace; {@code default} when not called. */
    public ActorBuilder<A> namespace(String namespace) {
        this.namespace = Objects.requireNonNull(namespace, "namespace");
        return this;
    }

    /** An actor that has the name already is given, instead of an error; whatever its options. */
    public ActorBuilder<A> getIfExists() {
        getIfExists = true;
        return this;
    }

    /** It lives until it is killed; otherwise it ends when the node that made it leaves. */
    public ActorBuilder<A> detached() {
        detached = true;
        return this;
    }

    /** How often it starts again, elsewhere, after its node was lost; -1 without limit. */
    public ActorBuilder<A> restarts(int restarts) {
        this.restarts = restarts;
        return this;
    }

    /** Changes what it holds as long as it lives, starting from nothing. */
    public ActorBuilder<A> resources(UnaryOperator<Resources> change) {
        resources = change.apply(resources);
        return this;
    }

    /**
     * Lives where the object of this ref is when it starts; waits until the ref is complete, and
     * does not begin when that fails.
     */
    public ActorBuilder<A> near(ObjectRef<?> ref) {
        return placed(new Placement.NearRef(Objects.requireNonNull(ref, "ref")));
    }

    /** Lives on the primary node of a key of an Ignite cache, when it starts. */
    public ActorBuilder<A> nearKey(String cache, Object key) {
        return placed(
                new Placement.NearKey(
                        Objects.requireNonNull(cache, "cache"),
                        Objects.requireNonNull(key, "key")));
    }

    /** Lives on this node only. */
    public ActorBuilder<A> onNode(UUID node) {
        return placed(new Placement.OnNode(Objects.requireNonNull(node, "node")));
    }

    /** Actors made with this go to the nodes in turn. */
    public ActorBuilder<A> spread() {
        return placed(new Placement.Spread());
    }

    /** Lives on a node with this attribute. */
    public ActorBuilder<A> whereAttribute(String name, String value) {
        return placed(
                new Placement.WithAttribute(
                        Objects.requireNonNull(name, "name"),
                        Objects.requireNonNull(value, "value")));
    }

    /**
     * Lives in a bundle of a placement group, from 0, and holds what it needs of what that bundle
     * has reserved. Begins when the bundle is reserved; calls wait until then. When the bundle is
     * placed anew, an actor with restarts starts again where it is; when the group is removed, or
     * its owner leaves, the actor ends.
     */
    public ActorBuilder<A> in(PlacementGroup group, int bundle) {
        return placed(new Placement.InGroup(Objects.requireNonNull(group, "group"), bundle));
    }

    private ActorBuilder<A> placed(Placement where) {
        placement = where;
        return this;
    }

    /** How many calls run at once; 1 when not called. More need a state that is thread-safe. */
    public ActorBuilder<A> concurrency(int calls) {
        concurrency = calls;
        return this;
    }

    /** A group of calls that run beside the others, at most so many at once. */
    public ActorBuilder<A> group(String group, int calls) {
        groups.put(Objects.requireNonNull(group, "group"), calls);
        return this;
    }

    /** How many calls wait, and what becomes of more; see {@link Mailbox} for what is counted. */
    public ActorBuilder<A> mailbox(int capacity, Mailbox.Overflow overflow) {
        mailbox = new Mailbox(capacity, overflow);
        return this;
    }

    /** When its state is written, so that it outlives its node. */
    public ActorBuilder<A> checkpoints(Checkpoints when) {
        checkpoints = Objects.requireNonNull(when, "when");
        return this;
    }

    /**
     * Makes the actor. Does not wait for its constructor: calls may be made at once, and fail if it
     * throws.
     *
     * @throws io.wick.error.ActorNameTakenException when another actor has the name
     * @throws io.wick.error.InfeasibleException when no node can ever hold it, or its bundle has
     *     less
     * @throws io.wick.error.ActorDeadException when the object that it is to live near has failed
     * @throws io.wick.error.SerializationException when the constructor or an argument cannot
     *     travel
     * @throws IllegalArgumentException when options do not go together, or its group has no such
     *     bundle
     */
    public ActorRef<A> create() {
        placement.check(resources);
        return actors.create(
                constructor,
                new ActorOptions(
                        name,
                        namespace,
                        getIfExists,
                        detached,
                        restarts,
                        resources,
                        placement,
                        concurrency,
                        groups,
                        mailbox,
                        checkpoints));
    }
}
