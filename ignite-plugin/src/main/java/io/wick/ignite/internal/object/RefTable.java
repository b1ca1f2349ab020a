package io.wick.ignite.internal.object;

import io.wick.Wick;
import io.wick.error.ObjectLostException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Outbox;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which refs of this node others hold, and which refs of others are held here.
 *
 * <p>Counting: whoever writes a ref's descriptor for a node first tells the ref's owner "+1 for
 * that node" (over the same ordered link on which it would later release its own handle), and the
 * node says "-n" when its handle, having received n descriptors, is unreachable. The owner keeps
 * the ref while a node's sum is not zero; sums may be negative for a moment, when a "-n" overtakes
 * the "+1" of a third node. A descriptor inside a stored value has no known reader: each reader
 * adds itself.
 */
public final class RefTable {
    private static final long GRACE_MILLIS = 1000;
    private static final int SENDER = 0;
    private static final int RECEIVER = 1;
    private static final int OTHER = 2;

    private final UUID local;
    private final RefHome home;
    private final Function<UUID, @Nullable Link> links;
    private final Reaper reaper;
    private final ScheduledExecutorService timer;
    private final Values values;
    private final Outcomes outcomes;
    private final Orphans orphans;
    private final ConcurrentHashMap<Long, Export> exports = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<BorrowKey, Borrow> borrows = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable WickException closed;

    public RefTable(
            UUID local,
            RefHome home,
            Function<UUID, @Nullable Link> links,
            Reaper reaper,
            ScheduledExecutorService timer,
            Loaders loaders,
            Supplier<Wick> wick,
            ObjectStore store,
            Orphans orphans,
            int inlineBytes) {
        this.orphans = orphans;
        this.local = local;
        this.home = home;
        this.links = links;
        this.reaper = reaper;
        this.timer = timer;
        this.values = new Values(this, loaders, wick);
        this.outcomes = new Outcomes(values, store, inlineBytes);
    }

    /** Values to bytes and back. */
    public Values values() {
        return values;
    }

    /** How handles of actors travel. */
    ActorCodec actors() {
        return home.actors();
    }

    /** Outcomes of refs. */
    public Outcomes outcomes() {
        return outcomes;
    }

    /** Refs of this node that others hold. */
    public int exported() {
        int held = 0;
        for (Export export : exports.values()) {
            held += export.isHeld() ? 1 : 0;
        }
        return held;
    }

    /** Refs of others held here. */
    public int borrowed() {
        return borrows.size();
    }

    private record BorrowKey(UUID owner, long number) {}

    private static final class Borrow {
        final WeakReference<Ref<?>> ref;
        int received;
        boolean asked;
        @Nullable UUID orphan;

        Borrow(Ref<?> ref) {
            this.ref = new WeakReference<>(ref);
        }
    }

    /** Writes who owns a ref and its number there, and counts the receiver as a holder. */
    void writeDescriptor(ByteWriter out, Ref<?> ref, @Nullable Receiver to) {
        if (ref.home() != home) {
            throw new IllegalArgumentException(
                    ref.id()
                            + " was made by another Wick of this JVM; it cannot travel with this"
                            + " one's");
        }
        UUID owner = ref.owner();
        if (owner == null) {
            export(ref, to);
            owner = local;
        }
        if (to == null || !owner.equals(local) && !owner.equals(to.node())) {
            out.byte1(OTHER);
            out.uuid(owner);
        } else {
            out.byte1(owner.equals(local) ? SENDER : RECEIVER);
        }
        out.varlong(ref.number());
        boolean backed = ref.outcome() instanceof StoredObject stored && stored.backed();
        out.bool(backed);
        if (backed && ref.outcome() instanceof StoredObject stored) {
            outcomes.writeStored(out, stored, null); // readable also when its owner has died
        }
        if (to != null && !owner.equals(local) && !owner.equals(to.node())) {
            tellHolder(owner, ref.number(), to.node());
        }
    }

    private void export(Ref<?> ref, @Nullable Receiver to) {
        synchronized (ref) {
            if (ref.number == 0) {
                ref.number = numbers.incrementAndGet();
            }
            long number = ref.number;
            Export export = exports.get(number);
            if (export == null) {
                export = new Export(ref);
                exports.put(number, export);
                var unused = reaper.watch(ref, () -> exports.remove(number));
            }
            if (to != null) {
                export.count(ref, to.node(), 1);
            } else {
                export.keep(ref);
                scheduleRelease(export);
            }
        }
    }

    private void tellHolder(UUID owner, long number, UUID holder) {
        send(
                owner,
                out -> {
                    out.byte1(Op.BORROW.code());
                    out.varlong(number);
                    out.uuid(holder);
                });
    }

    private void count(long number, UUID holder, int change) {
        Export export = exports.get(number);
        Ref<?> ref = export == null ? null : export.ref();
        if (export != null && ref != null) {
            if (export.count(ref, holder, change)) {
                scheduleRelease(export);
            }
        }
    }

    /**
     * Lets go of an export that nobody has held for a moment: a reader of a stored value may be on
     * its way.
     */
    private void scheduleRelease(Export export) {
        var unused = timer.schedule(export::letGo, GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Reads a descriptor; {@code from} is null for bytes from the store. */
    Ref<?> readDescriptor(ByteReader in, @Nullable Sender from) {
        int whose = in.byte1();
        UUID owner =
                whose == OTHER ? in.uuid() : whose == SENDER && from != null ? from.node() : local;
        long number = in.varlong();
        Object stored = in.bool() ? outcomes.read(in, from) : null;
        if (owner.equals(local)) {
            Export export = exports.get(number);
            Ref<?> ref = export == null ? null : export.ref();
            return ref != null ? ref : freed(owner, number);
        }
        if (from == null) {
            tellHolder(owner, number, local);
        }
        Ref<?> ref = borrow(owner, number);
        boolean gone = links.apply(owner) == null;
        if (stored != null) {
            ref.complete(stored);
            if (gone && stored instanceof StoredObject orphan) {
                adopt(new BorrowKey(owner, number), orphan);
            }
        } else if (gone) {
            ref.complete(ownerGone(new BorrowKey(owner, number)));
        }
        return ref;
    }

    private void adopt(BorrowKey key, StoredObject orphan) {
        Borrow borrow = borrows.get(key);
        if (borrow != null) {
            borrow.orphan = orphan.key();
            orphans.held(List.of(orphan.key()));
        }
    }

    private Ref<?> freed(UUID owner, long number) {
        var ref = new Ref<Object>(home, owner, number);
        ref.complete(Ref.freed("object " + number + " of this node"));
        return ref;
    }

    private Ref<?> borrow(UUID owner, long number) {
        var key = new BorrowKey(owner, number);
        while (true) {
            Borrow known = borrows.get(key);
            if (known != null) {
                synchronized (known) {
                    Ref<?> ref = known.ref.get();
                    if (ref != null) {
                        known.received++;
                        return ref;
                    }
                }
            }
            var ref = new Ref<Object>(home, owner, number);
            var fresh = new Borrow(ref);
            fresh.received = 1;
            boolean added =
                    known == null
                            ? borrows.putIfAbsent(key, fresh) == null
                            : borrows.replace(key, known, fresh);
            if (added) {
                var unused = reaper.watch(ref, () -> returnBorrow(key, fresh));
                return ref;
            }
        }
    }

    private void returnBorrow(BorrowKey key, Borrow borrow) {
        borrows.remove(key, borrow);
        UUID orphan = borrow.orphan;
        if (orphan != null) {
            orphans.released(orphan);
            return;
        }
        send(
                key.owner,
                out -> {
                    out.byte1(Op.RELEASE.code());
                    out.varlong(key.number);
                    out.varint(borrow.received);
                });
    }

    private static Failure ownerGone(BorrowKey key) {
        return new Failure(
                new ObjectLostException(
                        "Node "
                                + key.owner
                                + ", which owned object "
                                + key.number
                                + ", has left. Submit the work that makes it from a node that"
                                + " stays, or put it."));
    }

    /** Asks the owner of a borrowed ref for its outcome, once. */
    public void resolve(Ref<?> ref) {
        UUID owner = ref.owner();
        if (owner == null) {
            return;
        }
        var key = new BorrowKey(owner, ref.number());
        Borrow borrow = borrows.get(key);
        if (borrow == null) {
            return;
        }
        synchronized (borrow) {
            if (borrow.asked) {
                return;
            }
            borrow.asked = true;
        }
        boolean sent =
                send(
                        owner,
                        out -> {
                            out.byte1(Op.RESOLVE.code());
                            out.varlong(ref.number());
                        });
        if (!sent) {
            ref.complete(ownerGone(key));
        }
        failIfClosed(ref);
    }

    /** No answer comes to who asks while this node closes. */
    private void failIfClosed(Ref<?> ref) {
        WickException error = closed;
        if (error != null) {
            ref.complete(new Failure(error));
        }
    }

    /** Answers of an owner may be lost: it is asked again for all that is open. */
    public void askAgain(UUID owner) {
        borrows.forEach(
                (key, borrow) -> {
                    Ref<?> ref = key.owner.equals(owner) ? borrow.ref.get() : null;
                    if (ref != null && ref.outcome() == null) {
                        boolean asked;
                        synchronized (borrow) {
                            asked = borrow.asked;
                            borrow.asked = false;
                        }
                        if (asked) {
                            resolve(ref);
                        }
                    }
                });
    }

    /** A borrowed ref lost its value: its owner is asked for another. */
    public void reportLost(Ref<?> ref, StoredObject lost) {
        UUID owner = ref.owner();
        if (owner == null || !ref.replace(lost, null)) {
            return;
        }
        var key = new BorrowKey(owner, ref.number());
        Borrow borrow = borrows.get(key);
        if (borrow != null) {
            synchronized (borrow) {
                borrow.asked = true;
            }
        }
        boolean sent =
                send(
                        owner,
                        out -> {
                            out.byte1(Op.LOST.code());
                            out.varlong(ref.number());
                            out.uuid(lost.key());
                        });
        if (!sent) {
            ref.complete(ownerGone(key));
        }
        failIfClosed(ref);
    }

    /** Frees a ref of this node and tells its holders. */
    public void freeLocal(Ref<?> ref, String id) {
        Object before = ref.outcome();
        ref.force(Ref.freed(id));
        ref.dropProducer();
        if (before instanceof StoredObject stored) {
            stored.release();
        }
        Export export = exports.get(ref.number());
        if (export != null) {
            for (UUID holder : export.holders()) {
                send(
                        holder,
                        out -> {
                            out.byte1(Op.FREED.code());
                            out.varlong(ref.number());
                        });
            }
        }
    }

    /** Asks the owner of a borrowed ref to free it. */
    public void freeBorrowed(Ref<?> ref, UUID owner) {
        ref.force(Ref.freed(ref.id()));
        send(
                owner,
                out -> {
                    out.byte1(Op.FREE.code());
                    out.varlong(ref.number());
                });
    }

    /** Handles one of the operations about refs. */
    public void handle(Op op, UUID from, ByteReader in) {
        long number = in.varlong();
        switch (op) {
            case BORROW -> {
                UUID holder = in.uuid();
                if (links.apply(holder) != null) { // else it has left meanwhile
                    count(number, holder, 1);
                }
            }
            case RELEASE -> count(number, from, -in.varint());
            case FREE -> withExport(number, home::free);
            case FREED -> withBorrow(from, number, ref -> ref.force(Ref.freed(ref.id())));
            case RESOLVE -> answer(from, number, null);
            case LOST -> answer(from, number, in.uuid());
            case RESOLVED -> {
                Object outcome = outcomes.read(in, new Sender(from));
                withBorrow(from, number, ref -> ref.complete(outcome));
            }
            default -> throw new IllegalStateException("Not about refs: " + op);
        }
    }

    private void withExport(long number, Consumer<Ref<?>> action) {
        Export export = exports.get(number);
        Ref<?> ref = export == null ? null : export.ref();
        if (ref != null) {
            action.accept(ref);
        }
    }

    private void withBorrow(UUID owner, long number, Consumer<Ref<?>> action) {
        Borrow borrow = borrows.get(new BorrowKey(owner, number));
        Ref<?> ref = borrow == null ? null : borrow.ref.get();
        if (ref != null) {
            action.accept(ref);
        }
    }

    private void answer(UUID to, long number, @Nullable UUID lostKey) {
        Export export = exports.get(number);
        Ref<?> ref = export == null ? null : export.ref();
        if (ref == null) {
            sendOutcome(to, number, Ref.freed("object " + number + " of node " + local));
            return;
        }
        home.callbacks()
                .execute(
                        () -> {
                            if (lostKey != null
                                    && ref.outcome() instanceof StoredObject stored
                                    && stored.key().equals(lostKey)) {
                                home.rebuild(ref, stored);
                            }
                            answerWhenDone(to, number, ref);
                        });
    }

    /** Sends the outcome when there is one; a lost one that is being made again counts as none. */
    private void answerWhenDone(UUID to, long number, Ref<?> ref) {
        var waiter =
                new Waiter() {
                    @Override
                    protected void completed(Ref<?> done) {
                        home.callbacks().execute(() -> answerWhenDone(to, number, done));
                    }
                };
        while (!ref.onCompletion(waiter)) {
            Object outcome = ref.outcome();
            if (outcome != null) {
                sendOutcome(to, number, outcome);
                return;
            }
        }
    }

    private void sendOutcome(UUID to, long number, Object outcome) {
        var body = new ByteWriter();
        body.byte1(Op.RESOLVED.code());
        body.varlong(number);
        try {
            writeOutcome(body, outcome, number, to);
        } catch (WickException e) {
            body.reset();
            body.byte1(Op.RESOLVED.code());
            body.varlong(number);
            outcomes.write(body, new Failure(e), new Receiver(to), false, true);
        }
        send(to, out -> out.bytes(body.array(), 0, body.size()));
    }

    private void writeOutcome(ByteWriter out, Object outcome, long number, UUID to) {
        Object written = outcomes.write(out, outcome, new Receiver(to), false, true);
        if (written instanceof StoredObject stored && outcome != written) {
            withExport(number, ref -> ref.replace(outcome, stored));
        }
    }

    /**
     * The stored objects of a node that has left which are held here, remembered as orphans.
     *
     * @param held gets the handles of them
     */
    private List<UUID> adopted(UUID owner, List<Ref<?>> held) {
        var keys = new ArrayList<UUID>();
        borrows.forEach(
                (key, borrow) -> {
                    Ref<?> ref = key.owner.equals(owner) ? borrow.ref.get() : null;
                    if (ref != null && ref.outcome() instanceof StoredObject stored) {
                        held.add(ref);
                        borrow.orphan = stored.key();
                        keys.add(stored.key());
                    }
                });
        return keys;
    }

    /** A node has left: it holds nothing any more, and what it owned cannot be asked for. */
    public void left(UUID node) {
        var held = new ArrayList<Ref<?>>();
        orphans.ownerLeft(node, adopted(node, held));
        Reference.reachabilityFence(held); // or one is let go before it counts as held
        for (Export export : exports.values()) {
            if (export.forget(node)) {
                scheduleRelease(export);
            }
        }
        borrows.forEach(
                (key, borrow) -> {
                    Ref<?> ref = key.owner.equals(node) ? borrow.ref.get() : null;
                    if (ref != null) {
                        ref.complete(ownerGone(key));
                    }
                });
    }

    /** Nothing of other nodes will come any more. */
    public void close(WickException error) {
        closed = error;
        for (Borrow borrow : borrows.values()) {
            Ref<?> ref = borrow.ref.get();
            if (ref != null) {
                ref.complete(new Failure(error));
            }
        }
    }

    private boolean send(UUID node, Outbox.Operation operation) {
        Link link = links.apply(node);
        return link != null && link.outbox().append(operation, false);
    }
}
