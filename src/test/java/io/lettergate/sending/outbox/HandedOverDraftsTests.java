package io.lettergate.sending.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.ScriptedSmtpServer.Taken;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.Submission;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.DraftRounds;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What becomes of drafts when the outbox has them. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HandedOverDraftsTests {

    private static final String ADA = "ada@vale.example";
    private static final String BOB = "bob@vale.example";

    private final Posting posting;
    private final Drafts drafts;
    private final DraftRounds rounds;
    private final Uploads uploads;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    HandedOverDraftsTests(
            Posting posting,
            Drafts drafts,
            DraftRounds rounds,
            Uploads uploads,
            Mailboxes mailboxes,
            Messages messages,
            JdbcClient database) {
        this.posting = posting;
        this.drafts = drafts;
        this.rounds = rounds;
        this.uploads = uploads;
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
        database.sql("DELETE FROM draft").update();
    }

    private static DraftContent saying(String text, String... to) {
        var people = Stream.of(to).map(one -> new Address(null, one)).toList();
        return DraftContent.blank().to(people, List.of()).saying("Apples", text, null);
    }

    private Draft save(String id, long version, DraftContent content) {
        return drafts.save(account, id, version, content).draft();
    }

    private Submission send(Draft draft) {
        return drafts.send(account, draft.id(), draft.version(), Duration.ZERO, null, null);
    }

    private void workAndFollowUp() {
        posting.work();
        rounds.followUp();
    }

    private List<MessageSummary> inDrafts() {
        return mailboxes
                .withRole(account, MailboxRole.DRAFTS)
                .map(mailbox ->
                        messages.list(account, mailbox, MessageQuery.newest(50)).messages())
                .orElse(List.of());
    }

    @Test
    @DisplayName("S9 who goes back to a page, writes something else and sends it, sends that, too")
    void sendsOtherWordsUnderTheSameId() {
        var id = drafts.freshId();
        send(save(id, 0, saying("The apples are ripe.", ADA)));
        workAndFollowUp();

        send(save(id, 0, saying("The pears are ripe.", ADA)));
        workAndFollowUp();

        assertThat(server.taken())
                .extracting(Taken::octets)
                .satisfiesExactly(
                        one -> assertThat(one).contains("apples are"),
                        two -> assertThat(two).contains("pears are"));
    }

    @Test
    @DisplayName("S9 the same page sent twice is one message, also when its draft is gone")
    void sendsTheSameWordsOnce() {
        var id = drafts.freshId();
        var first = send(save(id, 0, saying("The apples are ripe.", ADA)));
        workAndFollowUp();

        var second = send(save(id, 0, saying("The apples are ripe.", ADA)));
        workAndFollowUp();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S2 what some have is not taken back as if nobody had it, so nobody gets it twice")
    void doesNotTakeBackWhatSomeHave() {
        server.answering("RCPT TO:<bob", "450 4.7.1 Greylisted");
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA, BOB));
        var submission = send(draft);
        workAndFollowUp();

        assertThatThrownBy(() -> drafts.takeBack(account, draft.id()))
                .isInstanceOf(MailFailure.SubmissionUnderWay.class)
                .hasMessageContaining("Some have this message");
        posting.outbox.cancel(account, submission);
        workAndFollowUp();

        assertThat(drafts.of(account)).isEmpty();
    }

    @Test
    @DisplayName("D2 a copy that was filed while its draft was sent is no ghost afterwards")
    void leavesNoGhostOfACopyThatWasBeingFiled() throws IOException {
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA));
        drafts.file(account, draft, Drafts.Pace.AT_ONCE);
        send(drafts.require(account, draft.id()));
        posting.file(account, MailboxRole.DRAFTS, Posting.MESSAGE.replace("apples@post.example", draft.messageId()));
        database.sql("UPDATE draft SET filing = 1 WHERE id = ?")
                .param(draft.id())
                .update();

        workAndFollowUp();

        assertThat(server.taken()).hasSize(1);
        assertThat(inDrafts()).isEmpty();
    }

    @Test
    @DisplayName("D2 a draft that was sent just now is not filed any more")
    void filesNothingThatIsSent() {
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA));
        send(draft);

        drafts.file(account, draft, Drafts.Pace.AT_ONCE);

        assertThat(inDrafts()).isEmpty();
    }

    @Test
    @DisplayName("S6 died between the outbox's yes and our note of it: the draft is sent, and no draft any more")
    void findsOutThatTheOutboxHasIt() {
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA));
        send(draft);
        database.sql("UPDATE draft SET submission_id = NULL").update();

        rounds.followUp();
        assertThat(drafts.of(account)).isEmpty();
        workAndFollowUp();

        assertThat(server.taken()).hasSize(1);
        assertThat(drafts.find(account, draft.id())).isEmpty();
    }

    @Test
    @DisplayName("S6 what was written on since the outbox took it stays a draft")
    void keepsWhatWasWrittenSince() {
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA));
        send(draft);
        database.sql("UPDATE draft SET submission_id = NULL").update();
        save(draft.id(), draft.version(), saying("Hello, and more", ADA));

        workAndFollowUp();

        assertThat(drafts.of(account))
                .singleElement()
                .satisfies(one -> assertThat(one.content().text()).isEqualTo("Hello, and more"));
    }

    @Test
    void whatIsSentLaterIsDatedThen() {
        var draft = save(drafts.freshId(), 0, saying("Hello", ADA));
        var then = posting.clock.instant().plus(Duration.ofDays(3));
        drafts.send(account, draft.id(), draft.version(), Duration.ZERO, then, null);

        posting.clock.forward(Duration.ofDays(3));
        posting.work();

        assertThat(server.taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.octets())
                        .contains("Date: "
                                + DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                                        .format(then.atOffset(ZoneOffset.UTC))));
    }

    @Test
    @DisplayName(
            "R21 files of a message that is sent take no room from the next one, and those that another draft has stay")
    void givesRoomBack() throws IOException {
        var alone = uploads.store(account, "a.txt", "text/plain", false, octets());
        var shared = uploads.store(account, "b.txt", "text/plain", false, octets());
        save(drafts.freshId(), 0, saying("Another").with(List.of(shared.id())));
        send(save(drafts.freshId(), 0, saying("Hello", ADA).with(List.of(alone.id(), shared.id()))));

        workAndFollowUp();

        assertThatThrownBy(() -> uploads.require(account, alone.id())).isInstanceOf(MailFailure.NoSuchUpload.class);
        assertThat(uploads.require(account, shared.id()).isWhole()).isTrue();
        assertThat(server.taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.octets()).contains("a.txt").contains("b.txt"));
    }

    private static ByteArrayInputStream octets() {
        return new ByteArrayInputStream(new byte[] {'a'});
    }
}
