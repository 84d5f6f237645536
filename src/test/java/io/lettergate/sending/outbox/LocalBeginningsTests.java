package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mime.OutgoingMessage.Priority;
import io.lettergate.sending.beginnings.Beginning.Kind;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.sending.uploads.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What messages begin with in an account whose mail lies here. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LocalBeginningsTests {

    private final Posting posting;
    private final Beginnings beginnings;
    private final Drafts drafts;
    private final Uploads uploads;
    private final Identities identities;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    LocalBeginningsTests(
            Posting posting,
            Beginnings beginnings,
            Drafts drafts,
            Uploads uploads,
            Identities identities,
            JdbcClient database) {
        this.posting = posting;
        this.beginnings = beginnings;
        this.drafts = drafts;
        this.uploads = uploads;
        this.identities = identities;
        this.database = database;
    }

    @BeforeEach
    void begin() {
        server = new ScriptedSmtpServer();
        account = posting.account(server);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        database.sql("DELETE FROM draft").update();
    }

    private String file(MailboxRole role, String message) throws IOException {
        return OpaqueId.of(posting.file(account, role, message)).value();
    }

    @Test
    @DisplayName("R43 a sent message that is forwarded as a file does not tell who got a blind copy")
    void tellsNoBlindCopyInAForwardedFile() throws IOException {
        var id = file(
                MailboxRole.SENT,
                "From: robin@post.example\r\nBcc: secret@vale.example,\r\n hidden@vale.example\r\n"
                        + "To: ada@vale.example\r\nSubject: Apples\r\n\r\nBcc: is a word here.\r\n");
        var begun = beginnings.of(account, id, Kind.FORWARD_ATTACHED, ZoneOffset.UTC);

        var draft = beginnings.draft(account, drafts.freshId(), begun.content(), begun.files(), null);

        var upload = uploads.require(account, draft.content().files().getFirst());
        try (var octets = uploads.open(upload)) {
            assertThat(new String(octets.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("From: robin@post.example\r\nTo: ada@vale.example\r\nSubject: Apples\r\n"
                            + "\r\nBcc: is a word here.\r\n");
        }
    }

    private DraftContent begun(String message, Kind kind) throws IOException {
        return beginnings
                .of(account, file(MailboxRole.INBOX, message), kind, ZoneOffset.UTC)
                .content();
    }

    @Test
    void answersTheVisitorOfAFormOnOnesOwnSite() throws IOException {
        var form = "From: robin@post.example\r\nTo: robin@post.example\r\nReply-To: visitor@vale.example\r\n"
                + "Subject: Question\r\n\r\nHello\r\n";

        assertThat(begun(form, Kind.REPLY).to()).extracting(Address::email).containsExactly("visitor@vale.example");
        assertThat(begun(form, Kind.REPLY_ALL).to()).extracting(Address::email).containsExactly("visitor@vale.example");
    }

    @Test
    void answersToOnesOwnWordsGoToThoseWhoGotThem() throws IOException {
        var own = "From: robin@post.example\r\nTo: ada@vale.example\r\nCc: bob@vale.example\r\n"
                + "Reply-To: desk@vale.example\r\nSubject: Boats\r\n\r\nHello\r\n";

        assertThat(begun(own, Kind.REPLY).to()).extracting(Address::email).containsExactly("ada@vale.example");
        assertThat(begun(own, Kind.REPLY_ALL).to()).extracting(Address::email).containsExactly("ada@vale.example");
        assertThat(begun(own, Kind.REPLY_ALL).cc()).extracting(Address::email).containsExactly("bob@vale.example");
    }

    @Test
    void anAnswerToAllGoesToSomebodyEvenWhereMailFollowupToNamesTheReaderAlone() throws IOException {
        var message = "From: ada@vale.example\r\nTo: robin@post.example, bob@vale.example\r\n"
                + "Mail-Followup-To: robin@post.example\r\nSubject: Boats\r\n\r\nHello\r\n";

        assertThat(begun(message, Kind.REPLY_ALL).to())
                .extracting(Address::email)
                .containsExactly("ada@vale.example", "bob@vale.example");
    }

    @Test
    void whatIsEditedAnewAsksForTheSame() throws IOException {
        var head = "From: robin@post.example\r\nTo: ada@vale.example\r\nSubject: Boats\r\n";
        var urgent =
                head + "X-Priority: 1 (Highest)\r\nDisposition-Notification-To: robin@post.example\r\n\r\nHello\r\n";
        var low = head + "Importance: Low\r\n\r\nHello\r\n";
        var plain = head + "X-Priority: 3\r\n\r\nHello\r\n";

        assertThat(begun(urgent, Kind.EDIT).priority()).isEqualTo(Priority.HIGH);
        assertThat(begun(urgent, Kind.EDIT).receipt()).isTrue();
        assertThat(begun(low, Kind.EDIT).priority()).isEqualTo(Priority.LOW);
        assertThat(begun(plain, Kind.EDIT).priority()).isEqualTo(Priority.NORMAL);
        assertThat(begun(plain, Kind.EDIT).receipt()).isFalse();
        assertThat(begun(urgent, Kind.REPLY).priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void answersFromAnAddressWithAPlusSign() throws IOException {
        identities.add(account, new Identity("", "Robin", "robin+shop@vale.example", null, "", null, false));
        var received = file(
                MailboxRole.INBOX,
                "From: ada@vale.example\r\nTo: robin+shop@vale.example\r\nSubject: Apples\r\n\r\nHello\r\n");
        var written = file(
                MailboxRole.SENT,
                "From: robin+shop@vale.example\r\nTo: ada@vale.example\r\nSubject: Apples\r\n\r\nHello\r\n");

        var answer =
                beginnings.of(account, received, Kind.REPLY, ZoneOffset.UTC).content();
        var more = beginnings.of(account, written, Kind.REPLY, ZoneOffset.UTC).content();

        assertThat(identities
                        .require(account, String.valueOf(answer.identity()))
                        .address())
                .isEqualTo("robin+shop@vale.example");
        assertThat(more.to()).extracting(Address::email).containsExactly("ada@vale.example");
    }
}
