package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.DraftRounds;
import io.lettergate.sending.drafts.Drafts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What is written with an account whose mail lies here, as its server is POP3. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LocalDraftsTests {

    private final Posting posting;
    private final Drafts drafts;
    private final DraftRounds rounds;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    LocalDraftsTests(
            Posting posting,
            Drafts drafts,
            DraftRounds rounds,
            Mailboxes mailboxes,
            Messages messages,
            JdbcClient database) {
        this.posting = posting;
        this.drafts = drafts;
        this.rounds = rounds;
        this.mailboxes = mailboxes;
        this.messages = messages;
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
        database.sql("DELETE FROM submission").update();
    }

    private Draft saved(int times) {
        var id = drafts.freshId();
        for (int version = 0; version < times; version++) {
            var content = DraftContent.blank()
                    .to(List.of(new Address("Ada", "ada@vale.example")), List.of())
                    .saying("Words " + version, "Hello", null);
            var draft = drafts.save(account, id, version, content).draft();
            assertThat(drafts.file(account, draft, Drafts.Pace.AT_ONCE)).isNull();
        }
        return drafts.require(account, id);
    }

    private List<MessageSummary> in(MailboxRole role) {
        return mailboxes
                .withRole(account, role)
                .map(mailbox ->
                        messages.list(account, mailbox, MessageQuery.newest(50)).messages())
                .orElse(List.of());
    }

    @Test
    @DisplayName("D2 a draft of a POP3 account lies once in its Drafts here, as it was saved last")
    void filesOneCopyHere() {
        saved(3);

        assertThat(in(MailboxRole.DRAFTS)).singleElement().satisfies(row -> {
            assertThat(row.envelope().subject()).isEqualTo("Words 2");
            assertThat(row.flags()).contains(Flag.DRAFT, Flag.SEEN);
        });
    }

    @Test
    void discardsItToTrash() {
        drafts.discard(account, saved(1).id());

        assertThat(in(MailboxRole.DRAFTS)).isEmpty();
        assertThat(in(MailboxRole.TRASH)).hasSize(1);
    }

    @Test
    void isGoneFromDraftsAndLiesInSentWhenItIsSent() {
        var draft = saved(2);

        drafts.send(account, draft.id(), draft.version(), Duration.ZERO, null, null);
        posting.work();
        rounds.followUp();

        assertThat(server.taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.octets()).contains("Subject: Words 1"));
        assertThat(in(MailboxRole.DRAFTS)).isEmpty();
        assertThat(in(MailboxRole.SENT)).hasSize(1);
        assertThat(drafts.of(account)).isEmpty();
    }
}
