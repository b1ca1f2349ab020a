package io.wick.ignite.internal.cluster;

import io.wick.Resources;
import io.wick.ignite.internal.object.Receiver;
import io.wick.ignite.internal.wire.Outbox;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Another node: its abilities, the way to it, and what this node knows it has sent there. */
public final class Link {
    private final UUID id;
    private final boolean worker;
    private final boolean client;
    private final Resources capacity;
    private final Map<String, String> attributes;
    private final Outbox outbox;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Set<Long> functions = ConcurrentHashMap.newKeySet();
    private final Receiver receiver;
    private volatile long lastFunction;
    private volatile long backlogNanos;
    private volatile long taskNanos = 100_000;
    private volatile boolean ready;
    private volatile boolean retired;
    private volatile boolean leftInOrder;
    private volatile boolean broken;

    Link(
            UUID id,
            boolean client,
            Resources capacity,
            Map<String, String> attributes,
            Outbox outbox) {
        this.id = id;
        this.receiver = new Receiver(id);
        this.client = client;
        this.worker = capacity.thousandths(Resources.CPU) > 0;
        this.capacity = capacity;
        this.attributes = attributes;
        this.outbox = outbox;
    }

    /** Ignite's node id. */
    public UUID id() {
        return id;
    }

    /** It, as whom bytes are written for. */
    public Receiver receiver() {
        return receiver;
    }

    /** Whether it is a client, which is no part of Ignite's ring. */
    public boolean client() {
        return client;
    }

    /** Whether it runs tasks, and does not leave. */
    public boolean worker() {
        return worker && !retired;
    }

    /** It is about to leave: nothing new is placed there. */
    public void retire() {
        retired = true;
    }

    /** It has left, and not died. */
    public void leftInOrder() {
        leftInOrder = true;
    }

    /** Whether no task of this node's killed it: it has left in order, or messages were lost. */
    public boolean isBlameless() {
        return leftInOrder || broken;
    }

    /** What its tasks may hold together. */
    public Resources capacity() {
        return capacity;
    }

    /** Its attributes. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The way to it. */
    public Outbox outbox() {
        return outbox;
    }

    /** Tasks sent there by this node and not finished. */
    public AtomicInteger outstanding() {
        return outstanding;
    }

    /** Whether it has said hello, so that it handles messages. */
    public boolean ready() {
        return ready;
    }

    /** It has said hello. */
    void greeted() {
        ready = true;
    }

    /** Remembers that a function is about to be sent; true the first time. */
    public boolean firstUse(long function) {
        if (function == lastFunction) {
            return false;
        }
        boolean first = functions.add(function);
        lastFunction = function;
        return first;
    }

    /** Messages of it, or to it, could not be read: what it had been sent may be lost. */
    public void broke() {
        broken = true;
        forgetFunctions();
    }

    /** Why what is there does not come back, for people. */
    public String loss() {
        return "Node " + id + (broken ? " left, or messages of it were lost," : " left");
    }

    /** It does not know what it was sent. */
    public void forgetFunctions() {
        lastFunction = 0;
        functions.clear();
    }

    /** What it reported with its last result. */
    public void reported(long backlog, long nanos) {
        backlogNanos = backlog * nanos;
        taskNanos = nanos;
    }

    /**
     * Seconds of work waiting there per CPU: what it reported, and at least what this node sent.
     */
    public double load() {
        double cpus = Math.max(1, capacity.thousandths(Resources.CPU) / 1000.0);
        return Math.max(backlogNanos, outstanding.get() * taskNanos) / 1e9 / cpus;
    }
}
