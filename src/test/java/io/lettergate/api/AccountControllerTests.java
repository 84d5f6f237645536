package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Mailboxes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class AccountControllerTests {

    private final MockMvcTester api;
    private final Alerts alerts;
    private final Mailboxes mailboxes;

    AccountControllerTests(MockMvcTester api, Alerts alerts, Mailboxes mailboxes) {
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
