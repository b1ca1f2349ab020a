package io.wick.benchmarks.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Faked books of two accounts. */
class BankChecksTest {
    private static final BankChecks.Seen SEEN =
            new BankChecks.Seen("t", 7, "left", "right", 10, true);

    private static Account.Statement books(long balance, long... numbers) {
        long digest = 0;
        for (long number : numbers) {
            digest += BankChecks.digest("t", number, balance < 100 ? -10 : 10);
        }
        return new Account.Statement(balance, numbers.length, digest, 0, 0, 1);
    }

    private static List<String> violations(Account.Statement left, Account.Statement right) {
        return BankChecks.violations(List.of(SEEN), 100, Map.of("left", left, "right", right));
    }

    @Test
    void when_both_sides_are_booked_once_then_right() {
        assertThat(violations(books(90, 7), books(110, 7))).isEmpty();
    }

    @Test
    void when_one_side_is_lost_then_wrong() {
        assertThat(violations(books(90, 7), books(100)))
                .anyMatch(wrong -> wrong.startsWith("right: "))
                .anyMatch(wrong -> wrong.contains("total is 190"));
    }

    @Test
    void when_both_sides_are_lost_or_doubled_then_wrong_though_the_total_is_right() {
        assertThat(violations(books(100), books(100))).hasSize(2);
        assertThat(violations(books(80, 7, 7), books(120, 7, 7))).hasSize(2);
    }

    @Test
    void when_another_transfer_was_booked_than_acknowledged_then_wrong() {
        assertThat(violations(books(90, 8), books(110, 8))).hasSize(2);
    }

    @Test
    void when_an_account_got_calls_twice_or_out_of_order_then_wrong() {
        var left = new Account.Statement(90, 1, BankChecks.digest("t", 7, -10), 1, 0, 1);
        var right = new Account.Statement(110, 1, BankChecks.digest("t", 7, 10), 0, 1, 1);
        assertThat(violations(left, right))
                .containsExactlyInAnyOrder(
                        "left got 1 calls twice", "right got 1 calls out of order");
    }
}
