package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.StillTicker;
import io.lettergate.accounts.AccountId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private final StillTicker time = new StillTicker();
    private final Breaker breaker = new Breaker(time);
    private final AccountId ada = AccountId.random();
    private final AccountId ben = AccountId.random();
    private final AccountId cleo = AccountId.random();

    @Test
    void manyFailuresOfFewAccountsAreNotTheHosts() {
        fail(ada, ada, ada, ben, ben, ben, ben);

        assertThat(breaker.left()).isZero();
    }

    @Test
    void fiveFailuresOfThreeAccountsAre() {
        fail(ada, ada, ben, ben, cleo);

        assertThat(breaker.left()).isEqualTo(Breaker.REST);
    }

    @Test
    void failuresLongAgoDoNotCount() {
        fail(ada, ada, ben, ben);
        time.pass(Duration.ofSeconds(61));

        fail(cleo);

        assertThat(breaker.left()).isZero();
    }

    @Test
    void afterARestOneMayLook() {
        fail(ada, ada, ben, ben, cleo);
        time.pass(Breaker.REST);

        assertThat(breaker.left()).isZero();
        assertThat(breaker.left()).isPositive();
    }

    @Test
    void whoLooksAndFailsMakesAllWaitAgain() {
        fail(ada, ada, ben, ben, cleo);
        time.pass(Breaker.REST.multipliedBy(3));
        assertThat(breaker.left()).isZero();

        fail(ada);

        assertThat(breaker.left()).isEqualTo(Breaker.REST);
    }

    @Test
    void whoLooksAndIsAnsweredEndsIt() {
        fail(ada, ada, ben, ben, cleo);
        time.pass(Breaker.REST);

        breaker.answered();

        assertThat(breaker.left()).isZero();
        assertThat(breaker.left()).isZero();
    }

    private void fail(AccountId... accounts) {
        for (var account : accounts) {
            breaker.failed(account);
        }
    }
}
