package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.MovedClock;
import io.lettergate.Needs;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Look;
import io.lettergate.mailbox.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** A whole Lettergate that collects from a Dovecot by itself. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@Import(Looking.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PollerDovecotTests {

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();
    private final Accounts accounts;
    private final Collecting collecting;
    private final Messages messages;
    private final MovedClock clock;

    private Account account;

    PollerDovecotTests(Accounts accounts, Collecting collecting, Messages messages, MovedClock clock) {
        this.accounts = accounts;
        this.collecting = collecting;
        this.messages = messages;
        this.clock = clock;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        // Accounts of other tests are not to be looked for at this server.
        var data = "target/test-data/poller-" + UUID.randomUUID();
        registry.add("lettergate.data", () -> data);
        registry.add("lettergate.domains[0].name", () -> "vale.example");
        registry.add("lettergate.domains[0].pop3.host", () -> "127.0.0.1");
        registry.add(
                "lettergate.domains[0].pop3.port", () -> DovecotServer.shared().pop3Port());
        registry.add("lettergate.domains[0].pop3.encryption", () -> "NONE");
    }

    @BeforeEach
    void signIn() {
        deliver("Boats");
        deliver("Nets");
        account = accounts.signIn(user, new Password(DovecotServer.PASSWORD));
    }

    @Test
    void collectsByItself() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> states().size() == 2 && !states().contains(LedgerRow.State.WAITING));

        assertThat(states()).containsOnly(LedgerRow.State.ON_SERVER);
        var boats = collecting.ledger(account, LedgerPage.Filter.ALL, null, 10).rows().stream()
                .filter(row -> row.subject().equals("Boats"))
                .findFirst()
                .orElseThrow();
        var copy =
                messages.summary(account, Optional.ofNullable(boats.message()).orElseThrow());
        assertThat(copy.envelope().subject()).isEqualTo("Boats");
    }

    @Test
    void removesWhatTheWindowLetsGoAndKeepsItHere() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> states().size() == 2 && !states().contains(LedgerRow.State.WAITING));
        var window = new KeepOnServer(
                KeepOnServer.Mode.DAYS,
                14,
                KeepOnServer.CountFrom.FIRST_SEEN,
                false,
                null,
                null,
                false,
                KeepOnServer.FirstRun.ALL,
                Duration.ofMinutes(10));
        collecting.keep(account, window, collecting.plan(account, window).token());

        clock.forward(Duration.ofDays(15));
        looked();
        clock.forward(Duration.ofMinutes(2));
        looked();

        assertThat(states()).containsOnly(LedgerRow.State.REMOVED);
        assertThat(collecting
                        .ledger(account, LedgerPage.Filter.ONLY_HERE, null, 10)
                        .rows())
                .allMatch(row -> row.message() != null);
    }

    private void looked() {
        var look = collecting.look(account);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> collecting.look(account, look.id()).state() == Look.State.DONE);
    }

    private List<LedgerRow.State> states() {
        return collecting.ledger(account, LedgerPage.Filter.ALL, null, 10).rows().stream()
                .map(LedgerRow::state)
                .toList();
    }

    private void deliver(String subject) {
        dovecot.deliver(
                user,
                ("From: ada@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + user
                                + ">\r\n\r\nHello.\r\n")
                        .getBytes(US_ASCII));
    }
}
