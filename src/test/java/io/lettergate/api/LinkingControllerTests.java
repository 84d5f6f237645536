package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AlreadyLinked;
import io.lettergate.accounts.Candidate;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Probes;
import io.lettergate.accounts.Trial;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class LinkingControllerTests {

    private static final String ADDRESS = "robin.vale@post.example";
    private static final Password PASSWORD = new Password("Tide-at-noon-4711");
    private static final Access POP3 =
            new Access(Protocol.POP3, new Endpoint("pop.post.example", 995, Encryption.TLS), ADDRESS);
    private static final String BY_HAND = """
            {"address": "robin.vale@post.example", "password": "Tide-at-noon-4711",
             "protocol": "pop3", "incoming": {"host": "pop.post.example"}}""";
    private static final String TO_BE_FOUND =
            "{\"address\": \"robin.vale@post.example\", \"password\": \"Tide-at-noon-4711\"}";

    private final MockMvcTester api;
    private final Linking linking;
    private final Discovery discovery;
    private final Probes probes;

    LinkingControllerTests(MockMvcTester api, Linking linking, Discovery discovery, Probes probes) {
        this.api = api;
        this.linking = linking;
        this.discovery = discovery;
        this.probes = probes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/accounts", "/api/v1/discoveries", "/api/v1/verifications", "this account"})
    @DisplayName("R26 who has servers tried too often is told when to come back")
    void whoProbesTooOftenIsToldWhenToComeBack(String path) {
        doThrow(new MailFailure.TooManyProbes(Duration.ofSeconds(301)))
                .when(probes)
                .take(any(), any());
        var body = path.endsWith("discoveries") ? "{\"address\": \"robin.vale@post.example\"}" : BY_HAND;

        var answer = path.startsWith("/") ? post(path, body) : patch(Robin.AT, "{\"password\": \"Tide-at-noon-4711\"}");

        assertThat(answer).hasStatus(429).hasHeader("Retry-After", "301");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("too-many-probes");
        verifyNoInteractions(linking, discovery);
    }

    @Test
    void linksAfterSigningIn() {
        links();

        var answer = post("/api/v1/accounts", BY_HAND);

        assertThat(answer)
                .hasStatus(201)
                .hasHeader("Location", "/api/v1/accounts/7c9e6679-7425-40de-944b-e07fc1f90ae8");
        assertThat(answer).bodyJson().extractingPath("protocol").isEqualTo("pop3");
        assertThat(answer).bodyText().doesNotContain(PASSWORD.reveal());
        verify(linking).verify(ADDRESS, POP3, PASSWORD);
    }

    @Test
    void linksWithoutSigningInWhereThatIsWanted() {
        links();

        assertThat(post("/api/v1/accounts?verify=false", BY_HAND)).hasStatus(201);

        verify(linking, never()).verify(any(), any(), any());
    }

    @Test
    void findsTheServerWhereNoneIsNamed() {
        links();
        when(discovery.find(ADDRESS)).thenReturn(findings(null));

        assertThat(post("/api/v1/accounts", TO_BE_FOUND)).hasStatus(201);

        verify(linking).verify(ADDRESS, POP3, PASSWORD);
    }

    @Test
    void saysSoWhereNoServerIsFound() {
        when(discovery.find(ADDRESS)).thenReturn(findings("nothing listens there."));

        var answer = post("/api/v1/accounts", TO_BE_FOUND);

        assertThat(answer).hasStatus(422).bodyJson().extractingPath("code").isEqualTo("domain-unknown");
    }

    @Test
    void storesNothingWhereTheServerRefusesAndTellsItsWords() {
        doThrow(new MailFailure.SignInRefused("pop.post.example", "[AUTH] no"))
                .when(linking)
                .verify(any(), any(), any());

        var answer = post("/api/v1/accounts", BY_HAND);

        assertThat(answer).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"code": "verification-failed", "upstream": {"host": "pop.post.example", "response": "[AUTH] no"}}""");
        verify(linking, never()).link(any(), any(), any(), any());
    }

    @Test
    void saysThatTheAccountIsThereAlready() {
        var already = mock(AlreadyLinked.class);
        when(already.getMessage()).thenReturn("You have it here already.");
        doThrow(already).when(linking).link(any(), any(), any(), any());

        var answer = post("/api/v1/accounts", BY_HAND);

        assertThat(answer).hasStatus(409).bodyJson().extractingPath("code").isEqualTo("account-exists");
    }

    @Test
    void doesNotReachWhereTheOperatorForbidsIt() {
        doThrow(new MailFailure.PolicyRefused("10.0.0.1", "it lies in a network that is not public"))
                .when(linking)
                .verify(any(), any(), any());

        assertThat(post("/api/v1/accounts", BY_HAND))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("host-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password\": \"x\", \"incoming\": {\"host\": \"h\"}}|/address",
                "{\"address\": \"a@b.example\", \"incoming\": {\"host\": \"h\"}}|/password",
                "{\"address\": \"a@b.example\", \"password\": \"a\\tb\", \"incoming\": {\"host\": \"h\"}}|/password",
                "{\"address\": \"a@b.example\", \"password\": \"x\", \"protocol\": \"smtp\"}|/protocol",
                "{\"address\": \"a@b.example\", \"password\": \"x\", \"incoming\": {}}|/incoming/host",
                "{\"address\": \"a@b.example\", \"password\": \"x\", \"incoming\": {\"host\": \"h\", \"port\": 0}}|/incoming/port",
                "{\"address\": \"a@b.example\", \"password\": \"x\", \"incoming\": {\"host\": \"h\", \"encryption\": \"ssl\"}}|/incoming/encryption",
                "{\"address\": \"a@b.example\", \"password\": \"x\", \"colour\": \"green\"}|/colour"
            })
    void namesThePlaceThatIsWrong(String body, String pointer) {
        when(discovery.find(any())).thenReturn(findings(null));

        var answer = post("/api/v1/accounts", body);

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].pointer")
                .isEqualTo(pointer);
        verifyNoInteractions(linking);
    }

    @Test
    void givesAnAccountANewPassword() {
        var answer = patch(Robin.AT, "{\"password\": \"Tide-at-noon-4711\"}");

        assertThat(answer).hasStatusOk().bodyText().doesNotContain(PASSWORD.reveal());
        verify(linking).changePassword(Robin.ACCOUNT, PASSWORD);
    }

    @Test
    void refusesANewPasswordThatTheServerRefuses() {
        doThrow(new MailFailure.SignInRefused("imap.vale.example", "no"))
                .when(linking)
                .changePassword(any(), any());

        assertThat(patch(Robin.AT, "{\"password\": \"wrong\"}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("verification-failed");
    }

    @Test
    void changesNothingOfSomebodyElsesAccount() {
        assertThat(patch("/api/v1/accounts/" + UUID.randomUUID(), "{\"password\": \"x\"}"))
                .hasStatus(404);
        assertThat(patch(Robin.AT, "{\"address\": \"other@vale.example\"}")).hasStatus(400);
        assertThat(patch(Robin.AT, "{}")).hasStatus(400);
        verifyNoInteractions(linking);
    }

    @Test
    void tellsEveryServerThatWasTried() {
        when(discovery.find(ADDRESS)).thenReturn(findings("nothing listens there."));

        var answer = post("/api/v1/discoveries", "{\"address\": \"robin.vale@post.example\"}");

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"address": "robin.vale@post.example", "lookups": [], "outgoing": [], "candidates": [{
                  "protocol": "pop3", "incoming": {"host": "pop.post.example", "port": 995, "encryption": "tls"},
                  "userName": "robin.vale@post.example", "source": "guess", "answers": false,
                  "detail": "nothing listens there."}]}""");
        verifyNoInteractions(linking);
    }

    @Test
    void verifiesAndStoresNothing() {
        assertThat(post("/api/v1/verifications", BY_HAND))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("works")
                .isEqualTo(true);
        doThrow(new MailFailure.SignInRefused("pop.post.example", "[AUTH] no"))
                .when(linking)
                .verify(any(), any(), any());
        var refused = post("/api/v1/verifications", BY_HAND);

        assertThat(refused).hasStatusOk().bodyJson().extractingPath("works").isEqualTo(false);
        assertThat(refused).bodyJson().extractingPath("detail").asString().contains("[AUTH] no");
        verify(linking, never()).link(any(), any(), any(), any());
    }

    private void links() {
        when(linking.link(Robin.ACCOUNT, ADDRESS, POP3, PASSWORD))
                .thenReturn(new Account(
                        new AccountId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae8")),
                        ADDRESS,
                        ADDRESS,
                        Protocol.POP3,
                        POP3.incoming()));
    }

    private static Findings findings(String problem) {
        return new Findings(ADDRESS, List.of(new Trial(new Candidate(POP3, Candidate.Source.GUESS), problem)));
    }

    private MvcTestResult post(String path, String body) {
        return api.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(Robin.signedIn())
                .exchange();
    }

    private MvcTestResult patch(String path, String body) {
        return api.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(Robin.signedIn())
                .exchange();
    }
}
