package io.wick.ignite.internal.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ignite.internal.cluster.Members;

import org.apache.ignite.util.AttributeNodeFilter;
import org.junit.jupiter.api.Test;

import java.util.Map;

class StoreCachesTest {
    /** Ignite keeps the filter on disk: with a version in it the next release has no such nodes. */
    @Test
    void when_a_cache_is_on_disk_then_nodes_of_another_version_hold_it_too() {
        var filter = StoreCaches.ofRecords("records", "group", "region").getNodeFilter();
        assertThat(filter).isInstanceOf(AttributeNodeFilter.class);
        assertThat(((AttributeNodeFilter) filter).getAttrs()).isEqualTo(Map.of(Members.RUNS, true));
    }
}
