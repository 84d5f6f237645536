package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.removing.Removing;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class AccountControllerTests {

    private final MockMvcTester api;
    private final Alerts alerts;
    private final Mailboxes mailboxes;
    private final Accounts accounts;
    private final Removing removing;

    AccountControllerTests(
            MockMvcTester api, Alerts alerts, Mailboxes mailboxes, Accounts accounts, Removing removing) {
        this.accounts = accounts;
        this.removing = removing;
        this.api = api;
        this.alerts = alerts;
        this.mailboxes = mailboxes;
    }

    @Test
    void tellsWhoIsCallingAndHowMuchTheyMayAskFor() {
        var answer = api.get().uri("/api/v1/session").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"address": "robin@vale.example",
                 "accounts": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}],
                 "limits": {"maxPageSize": 200}}""");
    }

    @Test
    void listsTheAccounts() {
        var answer = api.get().uri("/api/v1/accounts").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [{
                   "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                   "address": "robin@vale.example",
                   "protocol": "imap",
                   "state": "connected",
                   "capabilities": ["append", "copy", "delete", "keywords", "mailboxes", "move", "search"],
                   "incoming": {"host": "imap.vale.example", "port": 993, "encryption": "tls"},
                   "alerts": []}]}""");
    }

    @Test
    void showsOneAccount() {
        var answer = api.get().uri(Robin.AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("address").isEqualTo("robin@vale.example");
    }

    @Test
    void saysOfACollectedAccountThatItsServerKeepsMailAsLongAsItIsTold() {
        var answer =
                api.get().uri(Robin.AT).with(Robin.signedIn(Robin.COLLECTED)).exchange();

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("capabilities")
                .asArray()
                .contains("keep-on-server");
    }

    @Test
    void saysThatAnAccountIsAtRest() {
        when(accounts.isResting(Robin.COLLECTED)).thenReturn(true);

        var answer =
                api.get().uri(Robin.AT).with(Robin.signedIn(Robin.COLLECTED)).exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("state").isEqualTo("resting");
    }

    @Test
    void unlinksAnAccountThatIsReadInPlace() {
        assertThat(delete("", Robin.ACCOUNT)).hasStatus(204);

        verify(removing).erase(Robin.ACCOUNT);
    }

    @Test
    void erasesOrKeepsTheCopiesAsItIsTold() {
        assertThat(delete("?localMail=keep", Robin.COLLECTED)).hasStatus(204);
        assertThat(delete("?localMail=erase", Robin.COLLECTED)).hasStatus(204);

        verify(removing).keep(Robin.COLLECTED);
        verify(removing).erase(Robin.COLLECTED);
    }

    @Test
    void savesTheCopiesFirstAndTellsWhereToSeeHowFarThatIs() {
        var export = Samples.export();
        when(removing.export(Robin.COLLECTED.id(), Robin.COLLECTED)).thenReturn(export);

        var answer = delete("?localMail=export", Robin.COLLECTED);

        assertThat(answer).hasStatus(202).hasHeader("Location", "/api/v1/operations/" + export.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?localMail=", "?localMail=burn", "?localMail=KEEP"})
    void removesNothingUnlessItIsSaidWhatBecomesOfTheCopies(String query) {
        var answer = delete(query, Robin.COLLECTED);

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].detail")
                .isEqualTo("Say what becomes of the mail that lies here: localMail is keep, export or erase");
        verifyNoInteractions(removing);
    }

    @Test
    void keepsNothingOfWhatLiesAtTheServer() {
        assertThat(delete("?localMail=keep", Robin.ACCOUNT)).hasStatus(400);

        verifyNoInteractions(removing);
    }

    @Test
    void saysThatTheAccountToSignInWithGoesLast() {
        doThrow(new MailFailure.AccountNeeded("Remove the accounts that are linked to it first."))
                .when(removing)
                .erase(Robin.ACCOUNT);

        var answer = delete("", Robin.ACCOUNT);

        assertThat(answer).hasStatus(409).bodyJson().isLenientlyEqualTo("""
                {"code": "account-needed",
                 "detail": "You sign in with this account. Remove the accounts that are linked to it first."}""");
    }

    @Test
    void removesNoAccountOfSomebodyElse() {
        var answer = api.delete()
                .uri("/api/v1/accounts/0f0f0f0f-7425-40de-944b-e07fc1f90ae7?localMail=erase")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(404);
        verifyNoInteractions(removing);
    }

    private MvcTestResult delete(String query, Account account) {
        return api.delete().uri(Robin.AT + query).with(Robin.signedIn(account)).exchange();
    }

    @Test
    void tellsWhatTheServerWantsToBeToldUntilItIsPutAway() {
        when(alerts.of(Robin.ACCOUNT)).thenReturn(List.of("The cellar is flooded"));

        var told = api.get().uri(Robin.AT).with(Robin.signedIn()).exchange();
        var dismissed =
                api.delete().uri(Robin.AT + "/alerts").with(Robin.signedIn()).exchange();

        assertThat(told).bodyJson().extractingPath("alerts").asArray().containsExactly("The cellar is flooded");
        assertThat(dismissed).hasStatus(204);
        verify(alerts).dismiss(Robin.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"79, fine", "80, warning", "94, warning", "95, critical", "120, critical"})
    void warnsBeforeTheRoomIsTaken(long used, String level) {
        when(mailboxes.quotas(Robin.ACCOUNT))
                .thenReturn(List.of(new Quota("User quota", Quota.Resource.STORAGE, used, 100)));

        var answer = api.get().uri(Robin.AT).with(Robin.signedIn()).exchange();

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("quota[0].level")
                .isEqualTo(level);
    }

    @Test
    void saysOfSomebodyElsesAccountThatThereIsNone() {
        var answer = api.get()
                .uri("/api/v1/accounts/" + UUID.randomUUID())
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(404).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("no-such-account");
    }

    @Test
    void keepsAnswersOutOfCaches() {
        var answer = api.get().uri(Robin.AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasHeader("Cache-Control", "no-store");
    }
}
