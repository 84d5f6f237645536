package io.lettergate.sending.outbox;

import static io.lettergate.sending.outbox.Posting.MESSAGE;
import static io.lettergate.sending.outbox.Posting.letter;
import static io.lettergate.sending.outbox.Posting.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxRole;
import io.lettergate.sending.Original;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Recipient.Outcome;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What happens when time passes otherwise than one thinks: a machine that slept, an answer that comes late. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LateAnswersTests {

    private static final String ADA = "ada@vale.example";

    private final Posting posting;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    LateAnswersTests(Posting posting, JdbcClient database) {
        this.posting = posting;
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

    @Test
    @DisplayName("S6 a machine that slept behind the dot believes the answer when it wakes")
    void endsTheDoubtByALateAnswer() throws IOException {
        var submission = posting.outbox.submit(account, letter(ADA));
        posting.sleepBehindTheDot(Duration.ofHours(1));

        var now = posting.now(account, submission);
        assertThat(now.state()).isEqualTo(State.SENT);
        assertThat(now.recipients()).extracting(Recipient::outcome).containsExactly(Outcome.ACCEPTED);
        posting.work();
        assertThat(posting.now(account, submission).copy()).isEqualTo(Copy.FILED);
        assertThat(posting.sent(account)).hasSize(1);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S6 what its person has sent again by then is not touched by a late answer")
    void changesNothingThatAPersonDecided() {
        var submission = posting.outbox.submit(account, letter(ADA));
        posting.sleepBehindTheDot(Duration.ofHours(1), () -> posting.outbox.resend(account, submission));

        assertThat(posting.now(account, submission).state()).isEqualTo(State.QUEUED);
    }

    @Test
    @DisplayName("S4 what is in doubt and put off when it is sent again marks nothing and removes no draft")
    void doesNothingAfterwardsBeforeItIsSent() throws IOException {
        server.hangingUpAt("DOT");
        var original = posting.file(account, MailboxRole.INBOX, MESSAGE);
        var draft = posting.file(account, MailboxRole.DRAFTS, MESSAGE);
        var submission = posting.outbox.submit(
                account,
                letter(ADA)
                        .about(new Original(original, Original.Kind.ANSWERED))
                        .from(draft));
        posting.work();
        server.wellBehaved();
        server.answering("MAIL", "451 later");
        posting.outbox.resend(account, submission);
        posting.work();

        posting.clock.forward(Duration.ofMinutes(5));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.QUEUED);
        assertThat(posting.flags(account, original)).doesNotContain(Flag.ANSWERED);
        assertThat(posting.flags(account, draft)).isNotNull();
    }

    @Test
    void datesWhatIsSentLaterByThatTime() {
        var then =
                Instant.ofEpochSecond(posting.clock.instant().getEpochSecond()).plus(Duration.ofDays(2));
        posting.outbox.submit(
                account,
                whole("From: robin@post.example\r\nSubject: Later\r\n\r\nHello\r\n", ADA)
                        .at(then, Duration.ZERO));

        posting.clock.forward(Duration.ofDays(2).plusSeconds(1));
        posting.work();

        assertThat(server.taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.octets())
                        .contains(
                                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC))));
    }
}
