package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessageQuery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations over the mailboxes of a real server. */
@Needs(Need.DOVECOT)
class ConversationsTests {

    private final DovecotServer dovecot = DovecotServer.shared();
    private ConnectorFixture fixture;
    private Account account;

    @BeforeEach
    void signIn() {
        fixture = ConnectorFixture.with();
        account = fixture.account(
                dovecot.freshUser(),
                new Endpoint("127.0.0.1", dovecot.imapPort(), Encryption.NONE),
                MailServer.PASSWORD);
    }

    @AfterEach
    void leave() {
        fixture.close();
    }

    @Test
    void reachesOverTheInboxTheSentMailAndTheArchive() {
        file("Archive", 1, "Boats", "boats", "");
        file("Sent", 2, "Re: Boats", "mine", "References: <boats@example.org>\n");
        file("INBOX", 3, "Re: Re: Boats", "theirs", "References: <boats@example.org> <mine@example.org>\n");
        file("INBOX", 4, "Something else", "else", "");

        var conversation = conversation();

        assertThat(conversation)
                .extracting(row -> row.envelope().subject())
                .containsExactly("Boats", "Re: Boats", "Re: Re: Boats");
        assertThat(conversation)
                .extracting(row -> row.ref().mailbox().value())
                .containsExactly("Archive", "Sent", "INBOX");
    }

    @Test
    void goesOnWhereAnAnswerLeadsToTheBeginning() {
        file("Archive", 1, "Boats", "boats", "");
        file("Sent", 2, "Re: Boats", "mine", "References: <boats@example.org>\n");
        file("INBOX", 3, "Re: Re: Boats", "theirs", "In-Reply-To: <mine@example.org>\n");

        assertThat(conversation()).extracting(row -> row.envelope().subject()).contains("Boats");
    }

    @Test
    void showsOnceWhatIsFiledTwice() {
        file("Archive", 1, "Boats", "boats", "");
        file("Sent", 2, "Boats", "boats", "");
        file("INBOX", 1, "Boats", "boats", "");

        assertThat(conversation())
                .singleElement()
                .satisfies(row -> assertThat(row.ref().mailbox()).isEqualTo(MailboxName.INBOX));
    }

    @Test
    void aMessageWithoutAnIdIsAConversationOfItsOwn() {
        var lonely = "From: ada@example.org\r\nSubject: Lonely\r\n\r\nWords.\r\n".getBytes(US_ASCII);
        dovecot.append(account.userName(), "INBOX", lonely, Instant.parse("2026-11-20T08:30:00Z"));

        assertThat(conversation()).hasSize(1);
    }

    /** That of the oldest message of the inbox. */
    private List<MessageSummary> conversation() {
        return fixture.conversations().of(account, oldest()).messages();
    }

    private MessageRef oldest() {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(50)))
                .messages()
                .getLast()
                .ref();
    }

    private void file(String mailbox, int minute, String subject, String messageId, String fields) {
        var octets = ("From: ada@example.org\nSubject: " + subject + "\nMessage-ID: <" + messageId + "@example.org>\n"
                        + fields + "\nWords.\n")
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
        dovecot.append(account.userName(), mailbox, octets, Instant.parse("2026-11-20T08:0" + minute + ":00Z"));
    }
}
