package io.lettergate.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Access;
import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.moving.SwitchPlan;
import io.lettergate.moving.Switching;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class SwitchControllerTests {

    private static final Access IMAP = new Access(
            Protocol.IMAP, new Endpoint("imap.post.example", 993, Endpoint.Encryption.TLS), "robin@vale.example");

    private final MockMvcTester api;
    private final Switching switching;

    SwitchControllerTests(MockMvcTester api, Switching switching) {
        this.api = api;
        this.switching = switching;
    }

    @Test
    void saysWhatWouldStayWhere() {
        var line = new SwitchPlan.Line("INBOX", "INBOX", false, 12, 4_000, 1, 300);
        when(switching.plan(Robin.COLLECTED))
                .thenReturn(new SwitchPlan(Robin.COLLECTED.incoming(), IMAP, List.of(line)));

        var answer = post("/switches/plans");

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"server": {"host": "imap.post.example", "port": 993, "encryption": "tls"},
                 "sentences": ["12 messages lie on imap.post.example already and stay there, in the folder and with the marks they have here.",
                     "1 message lies only here; a copy of it is put on imap.post.example.",
                     "Nothing is removed on either side: what is here stays here until you erase it, and from then on you see the mail on imap.post.example."],
                 "staying": 12, "stayingOctets": 4000, "uploaded": 1, "uploadedOctets": 300,
                 "mailboxes": [{"from": "INBOX", "to": "INBOX", "isNew": false, "staying": 12, "uploaded": 1}]}""");
    }

    @Test
    void beginsAndTellsWhereToSeeHowFarItIs() {
        var operation = Sample.operation("switch");
        when(switching.begin(Robin.ACCOUNT.id(), Robin.COLLECTED)).thenReturn(operation);

        var answer = post("/switches");

        assertThat(answer).hasStatus(202).hasHeader("Location", "/api/v1/operations/" + operation.id());
        assertThat(answer).bodyJson().extractingPath("kind").isEqualTo("switch");
    }

    @Test
    void anImapAccountHasNothingToSwitch() {
        when(switching.plan(Robin.COLLECTED))
                .thenThrow(new MailFailure.CapabilityMissing("pop3", "This account is reached by IMAP already."));

        var answer = post("/switches/plans");

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("capability-missing");
    }

    @Test
    void aServerThatRefusesThePasswordIsQuoted() {
        when(switching.begin(Robin.ACCOUNT.id(), Robin.COLLECTED))
                .thenThrow(new MailFailure.SignInRefused("imap.post.example", "IMAP is not enabled"));

        var answer = post("/switches");

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("verification-failed");
        assertThat(answer).bodyJson().extractingPath("upstream.response").isEqualTo("IMAP is not enabled");
    }

    @Test
    void somebodyElsesAccountIsNone() {
        assertThat(api.post()
                        .uri("/api/v1/accounts/00000000-0000-0000-0000-000000000000/switches")
                        .with(Robin.signedIn(Robin.COLLECTED)))
                .hasStatus(404);
    }

    private MvcTestResult post(String path) {
        return api.post()
                .uri(Robin.AT + path)
                .with(Robin.signedIn(Robin.COLLECTED))
                .exchange();
    }
}
