package io.lettergate.sending.outbox;

import static io.lettergate.sending.outbox.Posting.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.KeyedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** How much is sent for one account, and for one person. */
@SpringBootTest(
        properties = {
            "lettergate.sending.enabled=false",
            "lettergate.pop3.poller.enabled=false",
            "lettergate.accounts.plain-text=true"
        })
@Import(Posting.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SendingAllowanceTests {

    private static final String ADA = "ada@vale.example";

    private final Posting posting;
    private final Accounts accounts;
    private final JdbcClient database;
    private ScriptedSmtpServer server;
    private Account account;

    SendingAllowanceTests(Posting posting, Accounts accounts, JdbcClient database) {
        this.posting = posting;
        this.accounts = accounts;
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
        database.sql("DELETE FROM sending_use").update();
    }

    /** One node's view of these limits. */
    private SendingAllowance node(int account, int person, int accountRecipients, int personRecipients) {
        var limits = new SendingLimits(account, person, accountRecipients, personRecipients, true);
        return new SendingAllowance(database, accounts, limits, posting.clock);
    }

    @Test
    @DisplayName("R82 messages of an account are limited in an hour, at all nodes together, and the wait is told")
    void limitsMessagesOfAnAccount() {
        node(3, 0, 0, 0).take(account, 1);
        posting.clock.forward(Duration.ofMinutes(10));
        node(3, 0, 0, 0).take(account, 1);
        node(3, 0, 0, 0).take(account, 1);

        assertThatThrownBy(() -> node(3, 0, 0, 0).take(account, 1))
                .asInstanceOf(type(MailFailure.TooManySent.class))
                .satisfies(refused -> {
                    assertThat(refused.retryAfter())
                            .isEqualTo(Duration.ofMinutes(50).plusSeconds(1));
                    assertThat(refused.sentence())
                            .isEqualTo("No more than 3 messages are sent for you in an hour. Nothing is lost."
                                    + " Please try again in 51 minutes.");
                });
        posting.clock.forward(Duration.ofMinutes(50).plusSeconds(1));
        assertThat(node(3, 0, 0, 0).take(account, 1)).isNotBlank();
    }

    @Test
    @DisplayName("R82 all accounts of one person are counted together")
    void limitsMessagesOfAPerson() {
        var second = posting.account(server);
        var stranger = posting.account(server);
        database.sql("UPDATE account SET owner_id = ? WHERE id = ?")
                .params(account.id().toString(), second.id().toString())
                .update();
        node(0, 2, 0, 0).take(account, 1);
        node(0, 2, 0, 0).take(second, 1);

        assertThatThrownBy(() -> node(0, 2, 0, 0).take(second, 1)).isInstanceOf(MailFailure.TooManySent.class);
        assertThat(node(0, 2, 0, 0).take(stranger, 1)).isNotBlank();
    }

    @Test
    @DisplayName("R82 recipients are limited in a day")
    void limitsRecipients() {
        var node = node(0, 0, 10, 0);
        node.take(account, 4);
        posting.clock.forward(Duration.ofHours(2));
        node.take(account, 6);

        assertThatThrownBy(() -> node.take(account, 3))
                .asInstanceOf(type(MailFailure.TooManySent.class))
                .satisfies(refused -> {
                    assertThat(refused.retryAfter())
                            .isEqualTo(Duration.ofHours(22).plusSeconds(1));
                    assertThat(refused.sentence()).contains("10 recipients").contains("in 23 hours");
                });
        posting.clock.forward(Duration.ofHours(22).plusSeconds(1));
        node.take(account, 3);
        assertThatThrownBy(() -> node(0, 0, 0, 10).take(account, 2)).isInstanceOf(MailFailure.TooManySent.class);
    }

    @Test
    @DisplayName("R82 who is refused loses nothing, and forgetting what was sent gives nothing back")
    void refusesBeforeAnythingIsStored() {
        for (int number = 0; number < 200; number++) {
            node(0, 0, 0, 0).take(account, 1);
        }

        assertThatThrownBy(() -> posting.outbox.submit(account, letter(ADA)))
                .isInstanceOf(MailFailure.TooManySent.class);

        assertThat(posting.outbox.of(account)).isEmpty();
        assertThat(count()).isEqualTo(200);
    }

    @Test
    @DisplayName("R82 what was not taken, and what came before, does not count")
    void countsOnlyWhatWasTaken() {
        assertThatThrownBy(() -> posting.outbox.submit(account, Posting.whole("no message", ADA)))
                .isInstanceOf(MailFailure.MessageUnfit.class);
        posting.outbox.submit(account, letter(ADA).asked(new KeyedRequest("k", "x")));
        posting.outbox.submit(account, letter(ADA).asked(new KeyedRequest("k", "x")));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    @DisplayName("R82 sending again counts, too")
    void countsResends() {
        server.answering("MAIL", "550 no");
        var submission = posting.outbox.submit(account, letter(ADA));
        posting.work();

        posting.outbox.resend(account, posting.now(account, submission));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    @DisplayName("R82 a message that is handed in whole is From an identity of its account")
    void takesOwnNamesOnly() {
        var forged = Posting.MESSAGE.replace("robin@post.example", "boss@vale.example");

        assertThatThrownBy(() -> posting.outbox.submitWhole(account, Posting.octets(forged), UnaryOperator.identity()))
                .isInstanceOf(MailFailure.MessageUnfit.class)
                .hasMessageContaining("boss@vale.example, which is no identity of this account");
    }

    private long count() {
        return database.sql("SELECT COUNT(*) FROM sending_use WHERE account_id = ?")
                .param(account.id().toString())
                .query(Long.class)
                .single();
    }
}
