package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SplitSecretTests {

    private static final Password PASSWORD = new Password("Tide-at-noon-4711");

    private final AccountId account = AccountId.random();
    private final String half = SplitSecret.otherHalf();

    @Test
    @DisplayName("R70 both halves together open the password")
    void opensWithBothHalves() {
        var kept = SplitSecret.of(account, PASSWORD, half);

        assertThat(kept.open(half)).contains(PASSWORD);
    }

    @Test
    @DisplayName("R70 no half alone opens the password, and it is not in what the server keeps")
    void opensWithNoOtherHalf() {
        var kept = SplitSecret.of(account, PASSWORD, half);

        assertThat(kept.open(SplitSecret.otherHalf())).isEmpty();
        assertThat(kept.open(kept.half())).isEmpty();
        assertThat(kept.open("")).isEmpty();
        assertThat(kept.sealed() + kept.half() + kept).doesNotContain(PASSWORD.reveal(), half);
    }

    @Test
    void opensForNobodyElse() {
        var kept = SplitSecret.of(account, PASSWORD, half);

        var moved = new SplitSecret(AccountId.random().toString(), kept.half(), kept.sealed());

        assertThat(moved.open(half)).isEmpty();
    }

    @Test
    void isSealedByAnotherKeyEachTime() {
        assertThat(SplitSecret.of(account, PASSWORD, half).half())
                .isNotEqualTo(SplitSecret.of(account, PASSWORD, half).half());
    }
}
