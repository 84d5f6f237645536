package io.lettergate.sending.outbox;

import static io.lettergate.sending.outbox.Posting.MESSAGE;
import static io.lettergate.sending.outbox.Posting.letter;
import static io.lettergate.sending.outbox.Posting.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedSmtpServer;
import io.lettergate.ScriptedSmtpServer.Taken;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxRole;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Original;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Recipient.Outcome;
import io.lettergate.sending.Submission;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.spi.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OutboxTests {

    private static final String ADA = "ada@vale.example";
    private static final String BOB = "bob@vale.example";
    private static final String CAT = "cat@vale.example";

    private final Posting posting;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    OutboxTests(Posting posting, JdbcClient database) {
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

    private Submission submit(NewSubmission letter) {
        return posting.outbox.submit(account, letter);
    }

    private Submission sent(NewSubmission letter) {
        var submission = submit(letter);
        posting.work();
        return posting.now(account, submission);
    }

    @Test
    void sendsWhatItTookAndFilesOneCopy() throws IOException {
        var submission = sent(letter(ADA));

        assertThat(server.taken()).extracting(Taken::octets).containsExactly(MESSAGE);
        assertThat(submission.state()).isEqualTo(State.SENT);
        assertThat(submission.sentAt()).isNotNull();
        assertThat(submission.copy()).isEqualTo(Copy.FILED);
        assertThat(posting.sent(account)).containsExactly(MESSAGE);
    }

    @Test
    @DisplayName("S1 one of three is refused: two get it, the words are told, and there is one copy")
    void tellsWhoWasRefused() throws IOException {
        server.answering("RCPT TO:<bob", "550 5.1.1 No Bob here");

        var submission = sent(letter(ADA, BOB, CAT));

        assertThat(server.taken()).extracting(Taken::to).containsExactly(List.of(ADA, CAT));
        assertThat(submission.state()).isEqualTo(State.SENT);
        assertThat(submission.recipients())
                .extracting(Recipient::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.ACCEPTED);
        assertThat(submission.problem()).contains(BOB).contains("550 5.1.1 No Bob here");
        assertThat(posting.sent(account)).hasSize(1);
    }

    @Test
    @DisplayName("S2 a greylisted recipient is tried again, and nobody else")
    void triesOnlyTheGreylistedAgain() throws IOException {
        server.answering("RCPT TO:<bob", "451 4.7.1 Greylisted, come back");

        var first = sent(letter(ADA, BOB));
        assertThat(first.state()).isEqualTo(State.QUEUED);
        assertThat(first.problem()).contains("451 4.7.1 Greylisted");
        server.wellBehaved();
        posting.clock.forward(Duration.ofMinutes(2));
        posting.work();

        assertThat(posting.now(account, first).state()).isEqualTo(State.SENT);
        assertThat(server.taken()).extracting(Taken::to).containsExactly(List.of(ADA), List.of(BOB));
        assertThat(posting.sent(account)).hasSize(1);
    }

    @Test
    @DisplayName("S3 what fails for now is tried for two days, and then failed")
    void givesUpAfterTwoDays() {
        server.answering("MAIL", "451 4.3.0 Try again");

        var submission = sent(letter(ADA));
        assertThat(submission.state()).isEqualTo(State.QUEUED);
        for (int hour = 0; hour < 49; hour++) {
            posting.clock.forward(Duration.ofHours(1));
            posting.work();
        }

        var last = posting.now(account, submission);
        assertThat(last.state()).isEqualTo(State.FAILED);
        assertThat(last.problem()).contains("451 4.3.0 Try again");
        assertThat(last.attempts()).isBetween(45, 52);
        assertThat(server.taken()).isEmpty();
    }

    @Test
    @DisplayName("S3 a server that does not answer is waited for")
    void waitsForAServerThatIsAway() throws IOException {
        server.close();

        var submission = sent(letter(ADA));

        assertThat(submission.state()).isEqualTo(State.QUEUED);
        assertThat(submission.problem()).contains("does not answer");
        assertThat(submission.nextAt()).isEqualTo(posting.clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("S3 a server that goes away in mid-DATA is asked again, as it cannot have the message")
    void sendsAgainAfterABreakInTheMessage() {
        server.offering("AUTH PLAIN");
        server.answering("DATA", (client, said) -> {
            client.say("354 go on");
            client.hear();
            throw new ScriptedSmtpServer.HangUp();
        });

        var submission = sent(whole(MESSAGE + ("more ".repeat(180) + "\r\n").repeat(3_000), ADA));
        assertThat(submission.state()).as(submission.problem()).isEqualTo(State.QUEUED);
        server.wellBehaved();
        posting.clock.forward(Duration.ofMinutes(2));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S4 no answer to the dot: nobody sends it again but a person, and then with the same Message-ID")
    void asksWhenTheDotWasNotAnswered() {
        server.hangingUpAt("DOT");

        var submission = sent(letter(ADA));
        assertThat(submission.state()).isEqualTo(State.UNCERTAIN);
        assertThat(submission.problem()).contains("may have this message");
        assertThat(submission.recipients()).extracting(Recipient::outcome).containsExactly(Outcome.UNCERTAIN);
        server.wellBehaved();
        posting.clock.forward(Duration.ofDays(3));
        posting.work();
        assertThat(server.taken()).hasSize(1);

        posting.outbox.resend(account, submission);
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
        assertThat(server.taken()).hasSize(2).extracting(Taken::octets).containsOnly(MESSAGE);
    }

    @Test
    @DisplayName("S4 a person may know that an uncertain one was sent")
    void believesThatItWasSent() throws IOException {
        server.hangingUpAt("DOT");
        var submission = sent(letter(ADA));

        posting.outbox.believe(account, submission);
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
        assertThat(posting.sent(account)).hasSize(1);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S5 a copy that cannot be filed never makes a sent message look unsent")
    void tellsThatTheCopyIsPending() throws IOException {
        var away = ScriptedServer.playing(client -> client.say("* BYE"));
        away.close();
        account = posting.account("IMAP", "127.0.0.1", away.port(), server);

        var submission = sent(letter(ADA));
        posting.clock.forward(Duration.ofHours(3));
        posting.work();

        assertThat(submission.state()).isEqualTo(State.SENT);
        assertThat(submission.copy()).isEqualTo(Copy.PENDING);
        assertThat(submission.copyProblem()).contains("does not answer");
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S6 died between the server's yes and our note of it: told, and not sent again")
    void findsOutThatItDiedBehindTheDot() {
        var submission = submit(letter(ADA));
        posting.dieBehindTheDot();

        posting.clock.forward(Duration.ofMinutes(1));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.UNCERTAIN);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S6 died before the dot: sent as if nothing had been")
    void sendsAgainWhatDiedBeforeTheDot() {
        var submission = submit(letter(ADA));
        posting.dieBeforeTheDot();

        posting.work();
        assertThat(server.taken()).isEmpty();
        posting.clock.forward(Duration.ofMinutes(1));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("S7 too large for the server: refused before MAIL FROM, and the next one before it is taken")
    void refusesWhatIsTooLarge() {
        server.offering("SIZE 300", "AUTH PLAIN");
        var large = MESSAGE + "more\r\n".repeat(100);

        var submission = sent(whole(large, ADA));

        assertThat(submission.state()).isEqualTo(State.FAILED);
        assertThat(submission.problem()).contains("300 octets");
        assertThat(server.heard("MAIL")).isZero();
        assertThat(posting.outbox.largest(account)).isEqualTo(300);
        assertThatThrownBy(() -> submit(whole(large, ADA))).isInstanceOf(MailFailure.MessageTooLarge.class);
    }

    @Test
    @DisplayName("S7 an address beyond ASCII and a server without SMTPUTF8: refused before MAIL FROM")
    void refusesWithoutSmtpUtf8() {
        var submission = sent(letter("dörte@vale.example"));

        assertThat(submission.state()).isEqualTo(State.FAILED);
        assertThat(submission.problem()).contains("SMTPUTF8");
        assertThat(server.heard("MAIL")).isZero();
    }

    @Test
    void sendsToADomainBeyondAsciiInItsAsciiForm() {
        var submission = sent(letter("ada@bücher.example"));

        assertThat(submission.state()).isEqualTo(State.SENT);
        assertThat(server.taken().getFirst().to()).containsExactly("ada@xn--bcher-kva.example");
    }

    @Test
    @DisplayName("S8 R43 Bcc is on the wire for nobody, and stands in the copy")
    void hidesBcc() throws IOException {
        var message = MESSAGE.replace("To: Ada", "Bcc: Bob\r\n <bob@vale.example>\r\nTo: Ada");

        var submission = posting.outbox.submitWhole(account, Posting.octets(message), UnaryOperator.identity());
        posting.work();

        assertThat(submission.recipients())
                .extracting(one -> one.address().value())
                .containsExactly(ADA, BOB);
        assertThat(server.taken()).extracting(Taken::octets).containsExactly(MESSAGE);
        assertThat(posting.sent(account)).singleElement().asString().contains("Bcc: Bob\r\n <bob@vale.example>\r\n");
    }

    @Test
    @DisplayName("S9 two with one key are one message, for a day")
    void sendsOnceForOneKey() {
        var first = submit(letter(ADA).asked(new KeyedRequest("k1", "x")));
        var second = submit(letter(ADA).asked(new KeyedRequest("k1", "x")));
        posting.work();
        var third = submit(letter(ADA).asked(new KeyedRequest("k1", "x")));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(third.id()).isEqualTo(first.id());
        assertThat(server.taken()).hasSize(1);
        posting.clock.forward(Duration.ofHours(25));
        assertThat(submit(letter(ADA).asked(new KeyedRequest("k1", "x"))).id()).isNotEqualTo(first.id());
    }

    @Test
    @DisplayName("S11 R42 an address with a line break goes nowhere")
    void refusesAddressesThatHoldCommands() {
        for (var bad : new String[] {
            "ada@vale.example\r\nRCPT TO:<eve@x.example>",
            "ada\n@vale.example",
            "ada@vale.example>",
            "ada@vale",
            "@vale.example",
            "ada",
            "ada@-vale.example",
            "a b@vale.example",
            "ada\u2028@vale.example"
        }) {
            if (bad.equals("ada@vale")) {
                assertThat(MailPath.of(bad).value()).isEqualTo(bad);
            } else {
                assertThatThrownBy(() -> MailPath.of(bad))
                        .as(bad)
                        .isInstanceOf(MailFailure.RecipientInvalid.class)
                        .hasMessageNotContaining("\r");
            }
        }
    }

    @Test
    @DisplayName("S11 R42 a header that could be read as another is refused")
    void refusesBrokenHeaders() {
        for (var bad : new String[] {
            MESSAGE.replace("Subject: Apples", "Subject: Apples\rBcc: eve@x.example"),
            MESSAGE.replace("Subject: Apples", "Subject: Apples\r\nno field at all"),
            MESSAGE.replace("Subject: Apples", "Subject: Apples\r\nFrom: eve@x.example"),
            MESSAGE.replace("Subject: Apples", "Subject: App\0les"),
            MESSAGE.replaceFirst("From: .*\r\n", ""),
            " folded: first\r\n" + MESSAGE,
            MESSAGE.replace("apples are", "app\0les are")
        }) {
            assertThatThrownBy(() -> submit(whole(bad, ADA)))
                    .as(bad)
                    .isInstanceOf(MailFailure.MessageUnfit.class)
                    .hasMessageStartingWith("This message cannot be sent: ");
        }
        assertThat(posting.outbox.of(account)).isEmpty();
        assertThat(pieces()).isZero();
    }

    @Test
    void sendsByOneOfTwoNodes() {
        submit(letter(ADA));

        var first = posting.claims.take();
        var second = posting.otherNode().take();

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    void writesNothingMoreWhenAnotherNodeHasIt() {
        submit(letter(ADA));
        var first = posting.claims.take().orElseThrow();
        posting.clock.forward(Duration.ofMinutes(1));
        var second = posting.otherNode().take();

        assertThat(second).isPresent();
        assertThat(posting.claims.reached(first, Phase.RCPT)).isFalse();
        assertThat(posting.claims.dotFollows(first, List.of())).isFalse();
    }

    @Test
    void marksWhatItAnswersAndRemovesTheDraft() throws IOException {
        var original = posting.file(account, MailboxRole.INBOX, MESSAGE);
        var draft = posting.file(account, MailboxRole.DRAFTS, MESSAGE);

        var submission = sent(letter(ADA)
                .about(new Original(original, Original.Kind.ANSWERED))
                .from(draft));

        assertThat(submission.state()).isEqualTo(State.SENT);
        assertThat(posting.flags(account, original)).contains(Flag.ANSWERED);
        assertThatThrownBy(() -> posting.flags(account, draft)).isInstanceOf(MailFailure.class);
    }

    @Test
    void keepsTheDraftOfWhatWasNotSent() throws IOException {
        server.answering("MAIL", "550 no");
        var draft = posting.file(account, MailboxRole.DRAFTS, MESSAGE);

        sent(letter(ADA).from(draft));

        assertThat(posting.flags(account, draft)).isNotNull();
    }

    @Test
    @DisplayName("S5 a full Sent mailbox is told, and the copy is tried again")
    void tellsThatSentIsFull() throws IOException {
        try (var full = ScriptedServer.playing(OutboxTests::full)) {
            account = posting.account("IMAP", "127.0.0.1", full.port(), server);

            var submission = sent(letter(ADA));
            posting.clock.forward(Duration.ofHours(2));
            posting.work();

            assertThat(submission.state()).isEqualTo(State.SENT);
            assertThat(submission.copy()).isEqualTo(Copy.PENDING);
            assertThat(submission.copyProblem())
                    .contains("There is no room left")
                    .contains("Sent is full");
            assertThat(full.heard().stream().filter(line -> line.contains("APPEND")))
                    .hasSize(2);
            assertThat(server.taken()).hasSize(1);
        }
    }

    /** An IMAP server whose Sent mailbox takes nothing more. */
    private static void full(ScriptedServer.Dialogue client) throws IOException {
        client.welcome("IMAP4rev1 LITERAL+ SPECIAL-USE");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (line.contains(" LIST ") || line.contains(" LSUB ")) {
                client.say("* LIST (\\HasNoChildren) \"/\" INBOX");
                client.say("* LIST (\\HasNoChildren \\Sent) \"/\" Sent");
            } else if (line.contains(" STATUS ")) {
                client.say("* STATUS Sent (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7 UNSEEN 0)");
            } else if (line.contains(" SELECT ") || line.contains(" EXAMINE ")) {
                client.say("* 0 EXISTS");
                client.say("* OK [UIDVALIDITY 7]");
                client.say("* OK [UIDNEXT 1]");
            } else if (line.contains(" SEARCH ")) {
                client.say("* SEARCH");
            } else if (line.contains(" APPEND ")) {
                for (var octets = client.hear(); octets != null && !octets.startsWith("The apples"); ) {
                    octets = client.hear();
                }
                client.hear();
                client.say(tag + " NO [OVERQUOTA] Sent is full");
                continue;
            }
            client.say(tag + " OK done");
        }
    }

    @Test
    void refusesAMessageToNobody() {
        assertThatThrownBy(() -> submit(letter()))
                .isInstanceOf(MailFailure.RecipientMissing.class)
                .hasMessageContaining("goes to nobody");
    }

    @Test
    void tellsThatTheSenderWasRefused() {
        server.answering("MAIL", "553 5.7.1 Sender address rejected");

        var submission = sent(letter(ADA));

        assertThat(submission.state()).isEqualTo(State.FAILED);
        assertThat(submission.problem()).contains("553 5.7.1 Sender address rejected");
    }

    @Test
    void holdsAndCancels() {
        var submission = submit(letter(ADA).at(null, Duration.ofSeconds(10)));
        assertThat(submission.state()).isEqualTo(State.HELD);
        posting.work();
        assertThat(server.connections()).isZero();

        posting.outbox.cancel(account, submission);
        posting.clock.forward(Duration.ofMinutes(1));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.CANCELLED);
        assertThat(server.connections()).isZero();
        assertThatThrownBy(() -> posting.outbox.cancel(account, submission))
                .isInstanceOf(MailFailure.SubmissionUnderWay.class);
    }

    @Test
    void sendsLater() {
        var later = posting.clock.instant().plus(Duration.ofDays(2));
        var submission = submit(letter(ADA).at(later, Duration.ofSeconds(10)));
        posting.clock.forward(Duration.ofHours(47));
        posting.work();
        assertThat(server.taken()).isEmpty();

        posting.clock.forward(Duration.ofHours(2));
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
    }

    @Test
    void forgetsWhatIsOverAndNothingElse() {
        var submission = submit(letter(ADA));
        assertThatThrownBy(() -> posting.outbox.forget(account, submission))
                .isInstanceOf(MailFailure.SubmissionUnderWay.class);
        posting.work();
        posting.clock.forward(Duration.ofMinutes(1));

        posting.outbox.forget(account, submission);

        assertThat(posting.outbox.of(account)).isEmpty();
        assertThat(pieces()).isZero();
    }

    @Test
    @DisplayName("a message on its way lies sealed on the disk, and is gone from there when it is sent")
    void keepsMessagesSealed() {
        submit(letter(ADA));
        var found = database.sql("SELECT COUNT(*) FROM submission_piece WHERE instr(sealed, CAST(? AS BLOB)) > 0")
                .param("The apples are ripe")
                .query(Long.class)
                .single();

        assertThat(pieces()).isPositive();
        assertThat(found).isZero();
        posting.work();
        assertThat(pieces()).isZero();
    }

    private long pieces() {
        return database.sql("SELECT COUNT(*) FROM submission_piece WHERE account_id = ?")
                .param(account.id().toString())
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("S10 what Gmail files itself is not filed twice")
    void leavesTheCopyToGmail() {
        database.sql("UPDATE account SET protocol = 'IMAP', host = 'imap.gmail.com' WHERE id = ?")
                .param(account.id().toString())
                .update();

        assertThat(posting.areFiledByProvider(account, "smtp.gmail.com")).isTrue();
        assertThat(posting.areFiledByProvider(account, "smtp.office365.com")).isTrue();
        assertThat(posting.areFiledByProvider(account, "smtp.mygmail.com")).isFalse();
    }

    @Test
    @DisplayName("S10 S4 what lies in Gmail's own Sent mailbox was taken, and is not sent again")
    void findsTheProofInTheSentMailOfGmail() throws IOException {
        try (var gmail = ScriptedServer.playing(client -> gmail(client, true))) {
            account = posting.account("IMAP", "imap.gmail.com", gmail.port(), "smtp.gmail.com", server);
            server.hangingUpAt("DOT");
            var submission = sent(letter(ADA));
            assertThat(submission.state()).isEqualTo(State.UNCERTAIN);

            posting.clock.forward(Duration.ofMinutes(3));
            posting.work();

            var proven = posting.now(account, submission);
            assertThat(proven.state()).isEqualTo(State.SENT);
            assertThat(proven.copy()).isEqualTo(Copy.PROVIDER);
            assertThat(proven.recipients()).extracting(Recipient::outcome).containsExactly(Outcome.ACCEPTED);
            assertThat(gmail.heard()).anyMatch(line -> line.contains("apples@post.example"));
            assertThat(gmail.heard()).noneMatch(line -> line.contains("APPEND"));
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    @DisplayName("S10 S4 what does not lie in Gmail's own Sent mailbox stays uncertain")
    void staysInDoubtWithoutProof() throws IOException {
        try (var gmail = ScriptedServer.playing(client -> gmail(client, false))) {
            account = posting.account("IMAP", "imap.gmail.com", gmail.port(), "smtp.gmail.com", server);
            server.hangingUpAt("DOT");
            var submission = sent(letter(ADA));

            posting.clock.forward(Duration.ofMinutes(3));
            posting.work();

            assertThat(posting.now(account, submission).state()).isEqualTo(State.UNCERTAIN);
            assertThat(server.taken()).hasSize(1);
        }
    }

    /** An IMAP server that has, or has not, the message in Sent. */
    private static void gmail(ScriptedServer.Dialogue client, boolean hasIt) throws IOException {
        client.welcome("IMAP4rev1 LITERAL+ SPECIAL-USE X-GM-EXT-1");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (line.contains(" LIST ") || line.contains(" LSUB ")) {
                client.say("* LIST (\\HasNoChildren) \"/\" INBOX");
                client.say("* LIST (\\HasNoChildren \\Sent) \"/\" \"[Gmail]/Sent Mail\"");
            } else if (line.contains(" STATUS ")) {
                client.say("* STATUS \"[Gmail]/Sent Mail\" (MESSAGES 1 UIDNEXT 8 UIDVALIDITY 7 UNSEEN 0)");
            } else if (line.contains(" SELECT ") || line.contains(" EXAMINE ")) {
                client.say("* 1 EXISTS");
                client.say("* OK [UIDVALIDITY 7]");
                client.say("* OK [UIDNEXT 8]");
            } else if (line.contains(" SEARCH ")) {
                client.say(hasIt ? "* SEARCH 7" : "* SEARCH");
            } else if (line.contains(" FETCH ")) {
                var field = "Message-ID: <apples@post.example>\r\n\r\n";
                client.raw("* 1 FETCH (UID 7 BODY[HEADER.FIELDS (MESSAGE-ID)] {" + field.length() + "}\r\n" + field
                        + ")\r\n");
            }
            client.say(tag + " OK done");
        }
    }

    @Test
    @DisplayName("A1 a refused password is tried once, and a new one sends what waited")
    void waitsForANewPassword() {
        server.answering("AUTH", "535 5.7.8 Wrong password");
        var submission = sent(letter(ADA));
        posting.clock.forward(Duration.ofHours(5));
        posting.work();
        assertThat(submission.state()).isEqualTo(State.QUEUED);
        assertThat(submission.problem()).contains("535 5.7.8 Wrong password");
        assertThat(server.heard("AUTH")).isEqualTo(1);

        server.wellBehaved();
        posting.newPassword(account);
        posting.work();

        assertThat(posting.now(account, submission).state()).isEqualTo(State.SENT);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    @DisplayName("A1 a message that nobody's new password helped fails in the end, with the server's words")
    void failsInTheEndWithoutANewPassword() {
        server.answering("AUTH", "535 5.7.8 Wrong password");
        var submission = sent(letter(ADA));

        posting.clock.forward(Duration.ofHours(49));
        posting.work();

        var failed = posting.now(account, submission);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.problem()).contains("535 5.7.8 Wrong password");
        assertThat(server.heard("AUTH")).isEqualTo(2);
    }

    @Test
    void aNewPasswordHurriesNothingElse() {
        server.answering("MAIL", "451 4.3.0 Try again");
        var waiting = sent(letter(ADA));
        var held = submit(letter(ADA).at(null, Duration.ofMinutes(5)));

        posting.newPassword(account);
        posting.work();

        assertThat(posting.now(account, waiting).attempts()).isEqualTo(1);
        assertThat(posting.now(account, held).state()).isEqualTo(State.HELD);
    }

    @Test
    @DisplayName("S7 an attached message beyond ASCII and a server without 8BITMIME: told, and nothing is rewritten")
    void refusesAnAttachedMessageBeyondAscii() {
        server.offering("AUTH PLAIN");
        var attached = MESSAGE.replace(
                "\r\n\r\nThe apples",
                "\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + "Subject: inside\r\n\r\n\u00C3\u00A4\r\nThe apples");

        var refused = sent(whole(attached, ADA));
        server.offering("8BITMIME", "AUTH PLAIN");
        var taken = sent(whole(attached, ADA));

        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.problem()).contains("8BITMIME");
        assertThat(taken.state()).isEqualTo(State.SENT);
        assertThat(server.taken()).extracting(Taken::octets).containsExactly(attached);
    }
}
