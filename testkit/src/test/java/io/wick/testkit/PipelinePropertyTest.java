package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Order;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random pipelines over random rows on three nodes give what a plain loop over a list gives: in the
 * same order where the pipeline has one.
 */
@WickTest(nodes = 3)
class PipelinePropertyTest {
    private static final int STEPS = 5;

    record Item(int id, String kind, long amount, Double weight) implements Serializable {
        int bucket() {
            return Math.floorMod(id, 7);
        }
    }

    record Pair(String kind, long amount) implements Serializable {}

    record Tag(String kind, int rank) implements Serializable {}

    /** What a pipeline should give so far. */
    private record Expected(Pipeline<Item> pipeline, List<Item> rows, boolean ordered) {}

    private static List<Item> items(Random random, int size) {
        var items = new ArrayList<Item>();
        for (int i = 0; i < size; i++) {
            String kind = random.nextInt(10) == 0 ? null : "k" + random.nextInt(5);
            Double weight = random.nextInt(8) == 0 ? null : random.nextInt(40) / 4.0;
            items.add(new Item(random.nextInt(50), kind, random.nextInt(1000) - 500, weight));
        }
        return items;
    }

    private static Expected step(Random random, Expected before) {
        Pipeline<Item> p = before.pipeline();
        List<Item> rows = before.rows();
        boolean ordered = before.ordered();
        int bound = random.nextInt(400) - 200;
        return switch (random.nextInt(12)) {
            case 0 ->
                    new Expected(
                            p.map(r -> new Item(r.id() + 1, r.kind(), r.amount() * 2, r.weight())),
                            rows.stream()
                                    .map(
                                            r ->
                                                    new Item(
                                                            r.id() + 1,
                                                            r.kind(),
                                                            r.amount() * 2,
                                                            r.weight()))
                                    .toList(),
                            ordered);
            case 1, 2 ->
                    new Expected(
                            p.filter(r -> r.amount() > bound),
                            rows.stream().filter(r -> r.amount() > bound).toList(),
                            ordered);
            case 3 ->
                    new Expected(
                            p.flatMap(Item.class, r -> r.bucket() == 0 ? List.of() : List.of(r, r)),
                            rows.stream()
                                    .filter(r -> r.bucket() != 0)
                                    .flatMap(r -> List.of(r, r).stream())
                                    .toList(),
                            ordered);
            case 4 -> sorted(p, rows, random.nextBoolean());
            case 5 -> new Expected(p.distinct(), List.copyOf(new LinkedHashSet<>(rows)), false);
            case 6 -> union(random, p, rows, ordered);
            case 7 -> new Expected(p.repartition(1 + random.nextInt(5)), rows, false);
            case 8 -> where(random, p, rows, ordered);
            case 9 -> ordered ? first(random, p, rows) : before;
            case 10 -> semi(random, p, rows, ordered);
            default -> numbered(p, rows, ordered);
        };
    }

    private static Expected sorted(Pipeline<Item> p, List<Item> rows, boolean columns) {
        // All components take part, so that there is one order of equal rows whatever came before
        Comparator<Item> order =
                Comparator.comparing(Item::kind, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Comparator.comparingLong(Item::amount).reversed())
                        .thenComparing(
                                Item::weight, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Item::id);
        Order<Item> by =
                columns
                        ? Order.by(Item::kind)
                                .then(Item::amount)
                                .descending()
                                .then(Item::weight)
                                .then(Item::id)
                        : Order.by((Item r) -> r.kind())
                                .then((Item r) -> r.amount())
                                .descending()
                                .then((Item r) -> r.weight())
                                .then((Item r) -> r.id());
        return new Expected(p.sort(by), rows.stream().sorted(order).toList(), true);
    }

    private static Expected union(
            Random random, Pipeline<Item> p, List<Item> rows, boolean ordered) {
        List<Item> more = items(random, 1 + random.nextInt(50));
        var all = new ArrayList<>(rows);
        all.addAll(more);
        return new Expected(p.union(Pipeline.from(Sources.of(Item.class, more))), all, ordered);
    }

    private static Expected where(
            Random random, Pipeline<Item> p, List<Item> rows, boolean ordered) {
        long bound = random.nextInt(600) - 300;
        Condition<Item> condition =
                Condition.of(Item::amount)
                        .atMost(bound)
                        .or(Condition.of(Item::kind).equalTo("k2"))
                        .and(Condition.of(Item::weight).isNotNull());
        return new Expected(
                p.where(condition),
                rows.stream()
                        .filter(r -> r.amount() <= bound || "k2".equals(r.kind()))
                        .filter(r -> r.weight() != null)
                        .toList(),
                ordered);
    }

    private static Expected first(Random random, Pipeline<Item> p, List<Item> rows) {
        int count = 1 + random.nextInt(1000);
        if (random.nextBoolean()) {
            return new Expected(p.limit(count), rows.stream().limit(count).toList(), true);
        }
        return new Expected(
                p.top(count, Item::amount),
                rows.stream()
                        .sorted(Comparator.comparingLong(Item::amount).reversed())
                        .limit(count)
                        .toList(),
                true);
    }

    private static Expected semi(
            Random random, Pipeline<Item> p, List<Item> rows, boolean ordered) {
        List<Tag> tags = List.of(new Tag("k1", 1), new Tag("k3", 2), new Tag("k1", 3));
        Pipeline<Tag> right = Pipeline.from(Sources.of(tags));
        boolean large = random.nextBoolean();
        // Nobody knows how many rows a flat map gives, so that the join has to shuffle
        Pipeline<Item> joined =
                large
                        ? p.semiJoin(right.flatMap(Tag.class, List::of), Item::kind, Tag::kind)
                        : p.semiJoin(right, Item::kind, Tag::kind);
        return new Expected(
                joined,
                rows.stream().filter(r -> "k1".equals(r.kind()) || "k3".equals(r.kind())).toList(),
                ordered && !large);
    }

    private static Expected numbered(Pipeline<Item> p, List<Item> rows, boolean ordered) {
        if (!ordered) {
            return new Expected(p, rows, false);
        }
        var numbered = new ArrayList<Item>();
        for (int i = 0; i < rows.size(); i++) {
            Item r = rows.get(i);
            numbered.add(new Item(i, r.kind(), r.amount(), r.weight()));
        }
        return new Expected(
                p.zipWithIndex()
                        .map(
                                Item.class,
                                at ->
                                        new Item(
                                                (int) at.index(),
                                                at.row().kind(),
                                                at.row().amount(),
                                                at.row().weight())),
                numbered,
                true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void when_a_pipeline_is_random_then_it_gives_what_a_loop_gives(int seed, Wick wick) {
        var random = new Random(seed);
        List<Item> rows = items(random, random.nextInt(3000));
        var now = new Expected(Pipeline.from(Sources.of(Item.class, rows)), rows, true);
        for (int i = 0; i < STEPS; i++) {
            now = step(random, now);
        }

        List<Item> got = now.pipeline().collect(wick);

        if (now.ordered()) {
            assertThat(got).as("seed %s", seed).isEqualTo(now.rows());
        } else {
            assertThat(counted(got)).as("seed %s", seed).isEqualTo(counted(now.rows()));
        }
        assertThat(now.pipeline().count(wick)).as("seed %s", seed).isEqualTo(now.rows().size());
    }

    record Sums(String kind, long rows, long amounts, Integer largest, Double mean)
            implements Serializable {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void when_rows_are_grouped_then_each_group_is_there_once(int seed, Wick wick) {
        var random = new Random(seed);
        List<Item> rows = items(random, 1000 + random.nextInt(3000));
        Pipeline<Item> p = Pipeline.from(Sources.of(rows)).filter(r -> r.id() > 3);
        if (seed % 2 == 0) {
            p = p.map(r -> new Item(r.id(), r.kind(), r.amount(), null));
        }
        var groups = new HashMap<String, List<Item>>();
        for (Item row : rows) {
            if (row.id() > 3) {
                groups.computeIfAbsent(row.kind(), _ -> new ArrayList<>()).add(row);
            }
        }
        var expected = new ArrayList<Sums>();
        groups.forEach(
                (kind, items) ->
                        expected.add(
                                new Sums(
                                        kind,
                                        items.size(),
                                        items.stream().mapToLong(Item::amount).sum(),
                                        items.stream().mapToInt(Item::id).max().orElseThrow(),
                                        items.stream()
                                                .mapToLong(Item::amount)
                                                .average()
                                                .orElseThrow())));

        List<Sums> byColumn =
                p.groupBy(Item::kind)
                        .aggregate(
                                Sums.class,
                                Aggregates.count(),
                                Aggregates.sum(Item::amount),
                                Aggregates.max(Item::id),
                                Aggregates.mean(Item::amount))
                        .collect(wick);
        List<Sums> byFunction =
                p.groupBy(r -> r.kind())
                        .aggregate(
                                Sums.class,
                                Aggregates.count(),
                                Aggregates.sum(r -> r.amount()),
                                Aggregates.max((Item r) -> r.id()),
                                Aggregates.mean(r -> r.amount()))
                        .collect(wick);

        assertThat(byColumn).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(byFunction).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<Item, Integer> counted(List<Item> rows) {
        var counts = new HashMap<Item, Integer>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void when_rows_are_joined_then_each_pair_is_there(int seed, Wick wick) {
        var random = new Random(seed);
        List<Item> items = items(random, 500);
        List<Tag> tags =
                List.of(new Tag("k1", 1), new Tag("k3", 2), new Tag("k1", 3), new Tag(null, 4));
        boolean outer = seed % 2 == 0;
        var expected = new ArrayList<String>();
        for (Item item : items) {
            boolean met = false;
            for (Tag tag : tags) {
                if (item.kind() != null && item.kind().equals(tag.kind())) {
                    expected.add(item + " " + tag);
                    met = true;
                }
            }
            if (outer && !met) {
                expected.add(item + " null");
            }
        }
        Pipeline<Tag> right = Pipeline.from(Sources.of(tags));
        Pipeline<Item> left = Pipeline.from(Sources.of(items));

        for (Pipeline<Tag> small : List.of(right, right.flatMap(Tag.class, List::of))) {
            Pipeline<String> joined =
                    outer
                            ? left.leftJoin(small, Item::kind, Tag::kind, (i, t) -> i + " " + t)
                            : left.join(small, Item::kind, Tag::kind, (i, t) -> i + " " + t);

            assertThat(joined.collect(wick)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
