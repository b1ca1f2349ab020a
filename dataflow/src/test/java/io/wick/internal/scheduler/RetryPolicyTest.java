package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.TaskOptions;
import io.wick.internal.scheduler.RetryPolicy.Decision;
import io.wick.internal.scheduler.RetryPolicy.Failure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({
        // failure, attempt, retryable, retries, decision
        "NODE_LOST,   1, false, 3, RETRY",
        "NODE_LOST,   3, false, 3, RETRY",
        "NODE_LOST,   4, false, 3, FAIL",
        "NODE_LOST,   4, true,  3, FAIL",
        "NODE_LOST,   1, true,  0, FAIL",
        "THREW,       1, false, 3, FAIL",
        "THREW,       1, true,  3, RETRY",
        "THREW,       3, true,  3, RETRY",
        "THREW,       4, true,  3, FAIL",
        "THREW,       1, true,  0, FAIL",
        "NOT_STARTED, 1, false, 0, RETRY",
        "NOT_STARTED, 9, false, 3, RETRY",
    })
    void when_an_attempt_fails_then_the_table_decides(
            Failure failure, int attempt, boolean retryable, int retries, Decision decision) {
        assertThat(
                        RetryPolicy.decide(
                                failure,
                                attempt,
                                retryable,
                                TaskOptions.DEFAULT.withRetries(retries)))
                .isEqualTo(decision);
    }
}
