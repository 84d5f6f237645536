package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class AccountControllerTests {

    private final MockMvcTester api;

    AccountControllerTests(MockMvcTester api) {
        this.api = api;
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
                   "incoming": {"host": "imap.vale.example", "port": 993, "encryption": "tls"}}]}""");
    }

    @Test
    void showsOneAccount() {
        var answer = api.get().uri(Robin.AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("address").isEqualTo("robin@vale.example");
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
