package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessageQuery;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that depend on what the caller has seen. */
@Needs(Need.DOVECOT)
class FlaggingTests {

    private static final byte[] MESSAGE = "From: a@b.example\r\nSubject: news\r\n\r\nNews.\r\n".getBytes(US_ASCII);

    private final ConnectorFixture fixture = ConnectorFixture.with();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void marksWhatIsAsItWasSeen() throws IOException {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        dovecot.deliver(user, MESSAGE);
        try (var proxy = RecordingProxy.before(dovecot)) {
            var account = account(user, proxy.port());
            var seen = newest(account);

            fixture.messages().flagUnchanged(account, seen, Set.of(Flag.FLAGGED), Set.of());

            assertThat(newest(account).flags()).containsExactly(Flag.FLAGGED);
            assertThat(proxy.commands())
                    .contains("UID STORE 1 (UNCHANGEDSINCE " + seen.modSeq().value() + ") +FLAGS (\\Flagged)");
        }
    }

    @Test
    void leavesAloneWhatSomebodyElseChangedMeanwhile() throws IOException {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        dovecot.deliver(user, MESSAGE);
        var account = account(user, dovecot.imapPort());
        var seen = newest(account);

        mark(dovecot, user, "\\Answered");

        assertThatThrownBy(() ->
                        fixture.messages().flagUnchanged(account, seen, Set.of(Flag.FLAGGED), Set.of(Flag.ANSWERED)))
                .isInstanceOf(MailFailure.Changed.class);
        assertThat(newest(account).flags()).containsExactly(Flag.ANSWERED);
    }

    @Test
    void marksAllTheSameWhereTheServerDoesNotCountChanges() throws IOException {
        var dovecot = DovecotServer.without("CONDSTORE", "QRESYNC");
        var user = dovecot.freshUser();
        dovecot.deliver(user, MESSAGE);
        var account = account(user, dovecot.imapPort());

        fixture.messages().flagUnchanged(account, newest(account), Set.of(Flag.FLAGGED), Set.of());

        assertThat(newest(account).flags()).containsExactly(Flag.FLAGGED);
    }

    private MessageSummary newest(Account account) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(1)))
                .messages()
                .getFirst();
    }

    private static void mark(DovecotServer dovecot, String user, String flag) throws IOException {
        try (var other = dovecot.imap(user)) {
            other.command("SELECT INBOX");
            other.command("STORE 1 +FLAGS (" + flag + ")");
        }
    }

    private Account account(String user, int port) {
        return fixture.account(user, new Endpoint("127.0.0.1", port, Encryption.NONE), DovecotServer.PASSWORD);
    }
}
