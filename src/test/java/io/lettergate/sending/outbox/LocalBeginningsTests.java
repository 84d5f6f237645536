package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.sending.beginnings.Beginning.Kind;
import io.lettergate.sending.beginnings.Beginnings;
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
