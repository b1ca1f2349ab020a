package io.wick.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.serialization.JSerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * Pekko Cluster typed: a counter found by the receptionist, asked. Messages go by a serializer of
 * their own, the quickest there is; replies are Pekko's own integers. Its dispatcher has as many
 * threads as there are CPUs.
 */
final class PekkoCounter {
    private static final String SYSTEM = "benchmark";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ServiceKey<Add> KEY = ServiceKey.create(Add.class, "counter");

    private PekkoCounter() {}

    /** Adds to the count and gives it. */
    record Add(int by, ActorRef<Integer> replyTo) {}

    /** An {@link Add} in bytes. */
    public static final class AddSerializer extends JSerializer {
        private final ActorRefResolver refs;

        /** As Pekko makes it. */
        public AddSerializer(ExtendedActorSystem system) {
            refs = ActorRefResolver.get(Adapter.toTyped(system));
        }

        @Override
        public int identifier() {
            return 7001;
        }

        @Override
        public byte[] toBinary(Object message) {
            var add = (Add) message;
            byte[] ref =
                    refs.toSerializationFormat(add.replyTo()).getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(4 + ref.length).putInt(add.by()).put(ref).array();
        }

        @Override
        public boolean includeManifest() {
            return false;
        }

        @Override
        public Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
            String ref = new String(bytes, 4, bytes.length - 4, StandardCharsets.US_ASCII);
            return new Add(ByteBuffer.wrap(bytes).getInt(), refs.resolveActorRef(ref));
        }
    }

    private static Behavior<Add> counter() {
        return Behaviors.setup(
                context -> {
                    context.getSystem()
                            .receptionist()
                            .tell(Receptionist.register(KEY, context.getSelf()));
                    var state = new Counter();
                    return Behaviors.receive(Add.class)
                            .onMessage(
                                    Add.class,
                                    add -> {
                                        add.replyTo().tell(state.add(add.by()));
                                        return Behaviors.same();
                                    })
                            .build();
                });
    }

    static Rival rival(boolean here) {
        int port = Nodes.freePorts(2);
        ActorSystem<?> system = start(here ? counter() : Behaviors.empty(), port, port);
        ChildJvm other = here ? null : ChildJvm.start(PekkoCounter.class, String.valueOf(port));
        ActorRef<Add> counter = find(system);
        return new Windowed<CompletionStage<Integer>>(
                () ->
                        AskPattern.<Add, Integer>ask(
                                counter,
                                replyTo -> new Add(1, replyTo),
                                PATIENCE,
                                system.scheduler()),
                count -> count.toCompletableFuture().join(),
                () -> {
                    if (other != null) {
                        other.close();
                    }
                    stop(system);
                });
    }

    private static ActorRef<Add> find(ActorSystem<?> system) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            CompletionStage<Receptionist.Listing> listing =
                    AskPattern.ask(
                            system.receptionist(),
                            replyTo -> Receptionist.find(KEY, replyTo),
                            PATIENCE,
                            system.scheduler());
            var found = listing.toCompletableFuture().join().getServiceInstances(KEY);
            if (!found.isEmpty()) {
                return found.iterator().next();
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException("The counter of Pekko was not found after " + PATIENCE);
    }

    /** The system of the other JVM. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        ActorSystem<?> system = start(counter(), port + 1, port);
        ChildJvm.serve();
        stop(system);
    }

    private static void stop(ActorSystem<?> system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private static <M> ActorSystem<M> start(Behavior<M> guardian, int port, int seed) {
        Config config =
                ConfigFactory.parseMap(
                                Map.ofEntries(
                                        Map.entry("pekko.loglevel", "OFF"),
                                        Map.entry("pekko.stdout-loglevel", "OFF"),
                                        Map.entry("pekko.actor.provider", "cluster"),
                                        Map.entry(
                                                "pekko.remote.artery.canonical.hostname",
                                                "127.0.0.1"),
                                        Map.entry("pekko.remote.artery.canonical.port", port),
                                        Map.entry(
                                                "pekko.cluster.seed-nodes",
                                                java.util.List.of(
                                                        "pekko://"
                                                                + SYSTEM
                                                                + "@127.0.0.1:"
                                                                + seed)),
                                        Map.entry("pekko.cluster.jmx.enabled", "off"),
                                        Map.entry(
                                                "pekko.actor.default-dispatcher.fork-join-executor"
                                                        + ".parallelism-min",
                                                Nodes.CPUS),
                                        Map.entry(
                                                "pekko.actor.default-dispatcher.fork-join-executor"
                                                        + ".parallelism-max",
                                                Nodes.CPUS),
                                        Map.entry(
                                                "pekko.actor.serializers.add",
                                                AddSerializer.class.getName()),
                                        Map.entry(
                                                "pekko.actor.serialization-bindings.\""
                                                        + Add.class.getName()
                                                        + "\"",
                                                "add")))
                        .withFallback(ConfigFactory.load());
        return ActorSystem.create(guardian, SYSTEM, config);
    }
}
