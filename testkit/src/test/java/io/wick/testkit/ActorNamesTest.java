package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorInfo;
import io.wick.actor.ActorRef;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorNameTakenException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Names, namespaces and the list of actors, on three nodes. */
@WickTest(nodes = 3)
class ActorNamesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger MADE = new AtomicInteger();

    private final List<ActorRef<?>> made = new ArrayList<>();

    @AfterEach
    void end() {
        made.forEach(ActorRef::kill);
    }

    private <A> ActorRef<A> kept(ActorRef<A> actor) {
        made.add(actor);
        return actor;
    }

    @Test
    void when_an_actor_has_a_name_then_each_node_finds_it(List<Wick> nodes) {
        kept(nodes.get(0).actor(Tally::new, 5).named("found").create());

        for (Wick wick : nodes) {
            ActorRef<Tally> found = wick.findActor("found", Tally.class).orElseThrow();
            found.call(Tally::add, 1).get(LIMIT);
        }

        ActorRef<Tally> last = nodes.get(2).findActor("found", Tally.class).orElseThrow();
        assertThat(last.call(Tally::count).get(LIMIT)).isEqualTo(8);
        assertThat(last.name()).isEqualTo("found");
        assertThat(nodes.get(1).findActor("other", "found", Tally.class)).isEmpty();
        assertThat(nodes.get(1).findActor("nobody", Tally.class)).isEmpty();
    }

    @Test
    void when_a_name_is_taken_then_the_error_says_where_and_what_to_do(List<Wick> nodes) {
        kept(nodes.get(0).actor(() -> new Tally()).named("taken").create());
        kept(nodes.get(1).actor(() -> new Tally()).named("taken").namespace("b").create());

        assertThatThrownBy(() -> nodes.get(2).actor(() -> new Tally()).named("taken").create())
                .isInstanceOf(ActorNameTakenException.class)
                .hasMessageContaining("getIfExists()")
                .hasMessageContaining("taken");
    }

    static Tally counted() {
        MADE.incrementAndGet();
        return new Tally();
    }

    @Test
    void when_a_hundred_callers_on_three_nodes_create_at_once_then_one_actor_is_made(
            List<Wick> nodes) throws Exception {
        MADE.set(0);
        int callers = 100;
        var barrier = new CyclicBarrier(callers);
        var results = new ArrayList<Future<ActorRef<Tally>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                Wick wick = nodes.get(i % 3);
                Callable<ActorRef<Tally>> create =
                        () -> {
                            barrier.await();
                            ActorRef<Tally> actor =
                                    wick.actor(ActorNamesTest::counted)
                                            .named("race")
                                            .detached()
                                            .getIfExists()
                                            .create();
                            actor.call(Tally::add, 1).get(LIMIT);
                            return actor;
                        };
                results.add(threads.submit(create));
            }
            for (Future<ActorRef<Tally>> result : results) {
                assertThat(result.get().id()).isEqualTo(results.getFirst().get().id());
            }
        }

        ActorRef<Tally> winner = kept(results.getFirst().get());
        assertThat(winner.call(Tally::count).get(LIMIT)).isEqualTo(callers);
        assertThat(MADE).hasValue(1);
        assertThat(nodes.get(1).actors()).filteredOn(each -> "race".equals(each.name())).hasSize(1);
    }

    @Test
    void when_an_actor_is_killed_then_its_name_is_free_and_calls_tell_why(List<Wick> nodes) {
        ActorRef<Tally> first = kept(nodes.get(0).actor(() -> new Tally()).named("free").create());
        ActorRef<Tally> other = nodes.get(1).findActor("free", Tally.class).orElseThrow();
        other.call(Tally::count).get(LIMIT);

        other.kill();

        Waiting.until(
                "the name is free",
                LIMIT,
                () -> nodes.get(2).findActor("free", Tally.class).isEmpty());
        Waiting.until("the actor has heard of its end", LIMIT, () -> isDead(first));
        ActorRef<Tally> next = kept(nodes.get(2).actor(Tally::new, 7).named("free").create());
        assertThat(next.call(Tally::count).get(LIMIT)).isEqualTo(7);
        assertThat(next.id()).isNotEqualTo(first.id());
    }

    private static boolean isDead(ActorRef<Tally> actor) {
        try {
            actor.call(Tally::count).get(LIMIT);
            return false;
        } catch (ActorDeadException e) {
            return true;
        }
    }

    static Tally broken() {
        throw new IllegalStateException("no disk");
    }

    @Test
    void when_a_constructor_throws_then_the_cause_is_told_everywhere_and_the_name_is_free(
            List<Wick> nodes) {
        ActorRef<Tally> broken =
                kept(nodes.get(0).actor(ActorNamesTest::broken).named("broken").create());

        assertThatThrownBy(() -> broken.call(Tally::count).get(LIMIT))
                .isInstanceOf(ActorDeadException.class)
                .hasMessageContaining("no disk");
        Waiting.until(
                "the name is free",
                LIMIT,
                () -> nodes.get(1).findActor("broken", Tally.class).isEmpty());
    }

    @Test
    void when_actors_are_listed_then_all_nodes_tell_the_same(List<Wick> nodes) {
        ActorRef<Tally> a = kept(nodes.get(0).actor(() -> new Tally()).named("a").create());
        ActorRef<Tally> b =
                kept(nodes.get(1).actor(() -> new Tally()).restarts(1).detached().create());
        a.call(Tally::count).get(LIMIT);
        b.call(Tally::count).get(LIMIT);

        for (Wick wick : nodes) {
            List<ActorInfo> all = wick.actors();
            assertThat(all)
                    .anySatisfy(
                            info -> {
                                assertThat(info.name()).isEqualTo("a");
                                assertThat(info.state()).isEqualTo(ActorInfo.State.ALIVE);
                                assertThat(info.incarnation()).isEqualTo(1);
                                assertThat(info.node()).isNotNull();
                            })
                    .anySatisfy(info -> assertThat(info.name()).isNull());
        }
    }

    @Test
    void when_a_constructor_takes_a_ref_then_it_gets_the_value(List<Wick> nodes) {
        ObjectRef<Integer> first = nodes.get(0).submit(() -> 41);

        ActorRef<Tally> actor =
                kept(
                        nodes.get(0)
                                .actor((Integer n) -> new Tally(n), first)
                                .named("of a ref")
                                .restarts(1)
                                .create());

        assertThat(actor.call(Tally::add, 1).get(LIMIT)).isEqualTo(42);
    }
}
