package io.wick.benchmarks.raymicro;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorBuilder;
import io.wick.actor.ActorRef;
import io.wick.benchmarks.Nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ray's benchmarks of actors on Wick. Where Ray takes half as many actors as there are CPUs, these
 * take as many; the actors are where the driver's tasks are.
 */
record ActorRounds(Driver driver) {
    static final int BATCH = 1000;
    static final int CALLS = 5_000;
    static final int CALLERS = 4;
    static final int ARGUMENT_CALLS = 1_000;
    static final int ACTORS = Nodes.CPUS;

    private static final int CONCURRENCY = 16;

    /** What is called. */
    static final class Server {
        String small() {
            return "ok";
        }

        String small(int argument) {
            return "ok";
        }
    }

    /** An actor that calls actors. */
    static final class Client {
        private final List<ActorRef<Server>> servers;

        Client(List<ActorRef<Server>> servers) {
            this.servers = servers;
        }

        int calls(int each) {
            var refs = new ArrayList<ObjectRef<String>>();
            for (ActorRef<Server> server : servers) {
                for (int i = 0; i < each; i++) {
                    refs.add(server.call(s -> s.small()));
                }
            }
            return Wick.current().get(refs).size();
        }

        int callsWithArgument(int each) {
            Wick wick = Wick.current();
            ObjectRef<Integer> argument = wick.put(0);
            var refs = new ArrayList<ObjectRef<String>>();
            for (ActorRef<Server> server : servers) {
                for (int i = 0; i < each; i++) {
                    refs.add(server.call((Server s, Integer x) -> s.small(x), argument));
                }
            }
            int done = wick.get(refs).size();
            argument.free();
            return done;
        }
    }

    private ActorRef<Server> server(int concurrency) {
        return placed(driver.wick().actor(Server::new).concurrency(concurrency)).create();
    }

    private List<ActorRef<Server>> servers(int concurrency) {
        return IntStream.range(0, ACTORS).mapToObj(_ -> server(concurrency)).toList();
    }

    private ActorRef<Client> client(List<ActorRef<Server>> servers) {
        return placed(driver.wick().actor(Client::new, servers)).create();
    }

    private <A> ActorBuilder<A> placed(ActorBuilder<A> builder) {
        return driver.node() == null ? builder : builder.onNode(driver.node());
    }

    static Round sync(Driver driver, boolean concurrent) {
        var server = new ActorRounds(driver).server(concurrent ? CONCURRENCY : 1);
        return () -> Driver.check(server.call(s -> s.small()).get().equals("ok"));
    }

    static Round async(Driver driver, boolean concurrent) {
        var server = new ActorRounds(driver).server(concurrent ? CONCURRENCY : 1);
        return () -> {
            var refs = new ArrayList<ObjectRef<String>>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                refs.add(server.call(s -> s.small()));
            }
            Driver.check(driver.wick().get(refs).size() == BATCH);
        };
    }

    static Round asyncWithArgument(Driver driver) {
        var server = new ActorRounds(driver).server(CONCURRENCY);
        return () -> {
            var refs = new ArrayList<ObjectRef<String>>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                refs.add(server.call((Server s, Integer x) -> s.small(x), i));
            }
            Driver.check(driver.wick().get(refs).size() == BATCH);
        };
    }

    static Round oneToMany(Driver driver, boolean concurrent) {
        var rounds = new ActorRounds(driver);
        var client = rounds.client(rounds.servers(concurrent ? CONCURRENCY : 1));
        return () -> Driver.check(client.call(Client::calls, CALLS).get() == CALLS * ACTORS);
    }

    static Round manyToMany(Driver driver, boolean concurrent) {
        var rounds = new ActorRounds(driver);
        var servers = rounds.servers(concurrent ? CONCURRENCY : 1);
        return () -> {
            var callers = new ArrayList<ObjectRef<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                // as Ray's callers, these take no CPU from others
                callers.add(driver.task(() -> callAll(servers)).resources(r -> r.cpus(0)).submit());
            }
            driver.wick().get(callers);
        };
    }

    private static int callAll(List<ActorRef<Server>> servers) {
        var refs = new ArrayList<ObjectRef<String>>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            refs.add(servers.get(i % servers.size()).call(s -> s.small()));
        }
        return Wick.current().get(refs).size();
    }

    static Round manyToManyWithArgument(Driver driver) {
        var rounds = new ActorRounds(driver);
        var clients =
                rounds.servers(1).stream().map(server -> rounds.client(List.of(server))).toList();
        return () -> {
            var calls = new ArrayList<ObjectRef<Integer>>();
            for (ActorRef<Client> client : clients) {
                calls.add(client.call(Client::callsWithArgument, ARGUMENT_CALLS));
            }
            driver.wick().get(calls);
        };
    }
}
