package io.wick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class TaskOptionsTest {
    @Test
    void when_nothing_is_said_then_three_retries_on_one_cpu() {
        TaskOptions options = TaskOptions.DEFAULT;

        assertThat(options.retries()).isEqualTo(3);
        assertThat(options.retryOn()).isEmpty();
        assertThat(options.timeout()).isNull();
        assertThat(options.resources()).isSameAs(Resources.ONE_CPU);
        assertThat(options.placement()).isEqualTo(new Placement.Auto());
        assertThat(options.durable()).isFalse();
        assertThat(options.speculative()).isFalse();
    }

    @Test
    void when_one_option_is_changed_then_only_that_differs() {
        TaskOptions all =
                TaskOptions.DEFAULT
                        .withName("a")
                        .withRetries(1)
                        .withRetryOn(List.of(IOException.class))
                        .withTimeout(Duration.ofSeconds(2))
                        .withResources(Resources.NONE.gpus(1))
                        .withPlacement(new Placement.Spread())
                        .withDurable(true)
                        .withSpeculative(true);

        assertThat(all)
                .isEqualTo(
                        new TaskOptions(
                                "a",
                                1,
                                List.of(IOException.class),
                                Duration.ofSeconds(2),
                                Resources.NONE.gpus(1),
                                new Placement.Spread(),
                                true,
                                true));
        assertThat(TaskOptions.DEFAULT.name()).isNull();
    }

    @Test
    void when_an_option_cannot_be_then_it_is_refused_by_name() {
        assertThatThrownBy(() -> TaskOptions.DEFAULT.withRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retries")
                .hasMessageContaining("-1");
        var bound = new Placement.OnNode(new UUID(1, 2));
        assertThatThrownBy(() -> TaskOptions.DEFAULT.withSpeculative(true).withPlacement(bound))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speculative")
                .hasMessageContaining("OnNode");
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatThrownBy(() -> TaskOptions.DEFAULT.withTimeout(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("timeout");
        }
        assertThatThrownBy(() -> TaskOptions.DEFAULT.withResources(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("resources");
        assertThatThrownBy(() -> TaskOptions.DEFAULT.withPlacement(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("placement");
    }

    @Test
    void when_the_list_given_changes_later_then_the_options_do_not() {
        var types = new ArrayList<Class<? extends Throwable>>(List.of(IOException.class));
        TaskOptions options = TaskOptions.DEFAULT.withRetryOn(types);

        types.clear();

        assertThat(options.retryOn()).containsExactly(IOException.class);
    }
}
