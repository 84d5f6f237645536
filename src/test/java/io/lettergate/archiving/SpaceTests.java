package io.lettergate.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** What takes the space, on a real server. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SpaceTests {

    private final Space space;
    private final Accounts accounts;

    private Account account;

    SpaceTests(Space space, Accounts accounts) {
        this.space = space;
        this.accounts = accounts;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "vale.example", DovecotServer.shared().imapPort(), "NONE");
    }

    @BeforeEach
    void arrive() {
        account = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
    }

    @Test
    void addsUpByMailboxBySenderAndBySize() {
        var small = deliver("INBOX", "Ada <ada@example.org>", "Small", 100);
        var large = deliver("INBOX", "Bo <bo@example.org>", "Large", 9_000);
        var sent = deliver("Sent", "ADA@example.org", "Sent", 500);

        var report = looked();

        assertThat(report.messages()).isEqualTo(3);
        assertThat(report.octets()).isEqualTo(small + large + sent);
        assertThat(report.mailboxes().getFirst().mailbox().name().value()).isEqualTo("INBOX");
        assertThat(report.mailboxes().getFirst().octets()).isEqualTo(small + large);
        assertThat(report.senders())
                .extracting(share -> share.sender().email())
                .containsExactly("bo@example.org", "ada@example.org");
        assertThat(report.senders().getLast().octets()).isEqualTo(small + sent);
        assertThat(report.largest().getFirst().subject()).isEqualTo("Large");
        assertThat(report.problem()).isNull();
    }

    @Test
    void knowsNothingBeforeSomebodyAsks() {
        assertThat(space.report(account)).isEmpty();
    }

    private SpaceReport looked() {
        space.look(account);
        return await().until(() -> space.report(account).orElseThrow(), SpaceReport::done);
    }

    private long deliver(String mailbox, String from, String subject, int words) {
        var message = ("From: " + from + "\r\nSubject: " + subject + "\r\n\r\n" + "x".repeat(words) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        DovecotServer.shared().append(account.userName(), mailbox, message, Instant.parse("2026-01-01T00:00:00Z"));
        return message.length;
    }
}
