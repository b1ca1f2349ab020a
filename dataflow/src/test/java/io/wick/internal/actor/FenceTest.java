package io.wick.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {
    @Test
    void when_a_later_incarnation_has_sealed_then_an_earlier_one_cannot_write() {
        Fence first = sealed(Fence.OPEN, 1);
        Fence written = first.writtenBy(1, 1);
        assertThat(written).isEqualTo(new Fence(1, 1));

        Fence second = sealed(written, 2);

        assertThat(second.sequence()).isEqualTo(1);
        assertThat(second.writtenBy(1, 2)).isNull();
        assertThat(second.sealedBy(1)).isNull();
        assertThat(second.writtenBy(2, 2)).isEqualTo(new Fence(2, 2));
    }

    @Test
    void when_a_write_comes_twice_then_it_is_as_one() {
        Fence once = sealed(Fence.OPEN, 1).writtenBy(1, 1);

        assertThat(once).isNotNull();
        assertThat(once.writtenBy(1, 1)).isEqualTo(once);
        assertThat(once.writtenBy(1, 3)).isNull();
    }

    private static Fence sealed(Fence fence, int by) {
        Fence sealed = fence.sealedBy(by);
        assertThat(sealed).isNotNull();
        return sealed;
    }
}
