package io.wick.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.benchmarks.queries.FlightQueries.StateDelays;

import org.junit.jupiter.api.Test;

import java.util.List;

class AnswersTest {
    private static final String ALASKA = new StateDelays("AK", 17, 2.0).toString();

    @Test
    void when_fractions_differ_by_rounding_then_answers_are_alike() {
        String rounded = new StateDelays("AK", 17, Math.nextUp(2.0)).toString();

        assertThat(Answers.difference(List.of(ALASKA), List.of(rounded))).isNull();
    }

    @Test
    void when_a_fraction_differs_by_more_then_the_row_is_named() {
        String other = new StateDelays("AK", 17, 2.00000001).toString();

        assertThat(Answers.difference(List.of("x", ALASKA), List.of("x", other)))
                .contains("row 1", ALASKA, other);
    }

    @Test
    void when_a_whole_number_or_a_text_differs_then_answers_do() {
        assertThat(Answers.difference(List.of("[a, 1000000000000]"), List.of("[a, 1000000000001]")))
                .isNotNull();
        assertThat(Answers.difference(List.of("[a, 1]"), List.of("[b, 1]"))).isNotNull();
    }

    @Test
    void when_rows_are_missing_then_answers_differ() {
        assertThat(Answers.difference(List.of("a", "b"), List.of("a"))).isEqualTo("2 and 1 rows");
    }

    @Test
    void when_an_engine_answers_differently_then_the_message_names_both_and_the_query() {
        var answers = new Answers();
        answers.check(Query.DISTINCT_ROUTES, Contender.JAVA, List.of("3"));

        assertThatThrownBy(() -> answers.check(Query.DISTINCT_ROUTES, Contender.JET, List.of("4")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "plain Java and Hazelcast Jet answer Q4 distinct routes differently: row 0"
                                + " is 3 and 4");
    }
}
