package io.wick.ignite.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Fn0;
import io.wick.ObjectRef;
import io.wick.ignite.internal.codec.TestRef;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RefScanTest {
    private final ObjectRef<Integer> a = new TestRef<>("a");
    private final ObjectRef<Integer> b = new TestRef<>("b");

    record Pair(Object left, Object right) {}

    record Closed(int x, String y, double[] z) {}

    private static List<ObjectRef<?>> scan(Object value) {
        List<ObjectRef<?>> found = new ArrayList<>();
        RefScan.scan(value, found::add);
        return found;
    }

    @Test
    void when_refs_are_at_any_place_that_is_looked_at_then_all_are_found() {
        ObjectRef<Integer> first = a;
        ObjectRef<Integer> second = b;
        Fn0<Object> lambda = () -> first.id() + second.id();
        Fn0<Object> around = lambda::call;

        assertThat(scan(a)).containsExactly(a);
        assertThat(scan(List.of(1, a, List.of(b)))).containsExactly(a, b);
        assertThat(scan(Map.of(a, List.of(b)))).containsExactly(a, b);
        assertThat(scan(new Object[] {null, a, new Object[] {b}})).containsExactly(a, b);
        assertThat(scan(new Pair(a, new Pair(1, Optional.of(b))))).containsExactly(a, b);
        assertThat(scan(around)).containsExactly(a, b);
        assertThat(scan(List.of(new Pair(around, 1)))).containsExactly(a, b);
    }

    @Test
    void when_there_are_no_refs_then_none_are_found() {
        assertThat(scan(null)).isEmpty();
        assertThat(scan(1)).isEmpty();
        assertThat(scan(new double[] {1})).isEmpty();
        assertThat(scan(new Closed(1, "y", new double[1]))).isEmpty();
        assertThat(scan(Arrays.asList(1, null, "x"))).isEmpty();
        assertThat(scan(new Object())).isEmpty();
    }

    @Test
    void when_a_value_contains_itself_then_the_scan_ends() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        self.add(self);
        self.add(a);

        assertThat(scan(self)).contains(a);
    }

    @Test
    void when_containers_nest_deeper_than_the_limit_then_the_scan_stops_there() {
        Object four = List.of(List.of(List.of(List.of(a))));

        assertThat(scan(four)).containsExactly(a);
        assertThat(scan(List.of(four))).isEmpty();
    }

    @Test
    void when_a_list_is_long_then_only_the_first_are_looked_at() {
        assertThat(scan(Collections.nCopies(RefScan.MAX_VISITED * 2, a)))
                .hasSizeLessThanOrEqualTo(RefScan.MAX_VISITED);
    }
}
