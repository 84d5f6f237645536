package io.lettergate.api.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.archiving.ArchivePlan;
import io.lettergate.archiving.ArchiveRule;
import io.lettergate.archiving.ArchiveRun;
import io.lettergate.archiving.Archiving;
import io.lettergate.mail.MailboxName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class ArchivingControllerTests {

    private static final String AT = Robin.AT + "/archiving";
    private static final ArchiveRule YEAR = new ArchiveRule(true, 12, false, true, false);

    private final MockMvcTester api;
    private final Archiving archiving;

    ArchivingControllerTests(MockMvcTester api, Archiving archiving) {
        this.api = api;
        this.archiving = archiving;
    }

    @Test
    void showsTheRuleAndHowItsLatestRunWent() {
        var started = Instant.parse("2026-11-21T12:00:00Z");
        when(archiving.rule(Robin.ACCOUNT)).thenReturn(YEAR);
        when(archiving.run(Robin.ACCOUNT))
                .thenReturn(Optional.of(new ArchiveRun(ArchiveRun.State.RUNNING, started, 3, 9L, null)));

        var answer = api.get().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"rule": {"enabled": true, "months": 12, "sentToo": false, "unreadToo": true, "flaggedToo": false},
                 "latestRun": {"state": "running", "startedAt": "2026-11-21T12:00:00Z", "moved": 3, "total": 9}}""");
    }

    @Test
    void replacesTheRuleWhole() {
        when(archiving.rule(Robin.ACCOUNT)).thenReturn(YEAR);

        var answer = api.put()
                .uri(AT)
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"enabled\": true, \"months\": 12, \"unreadToo\": true}")
                .exchange();

        assertThat(answer).hasStatusOk();
        verify(archiving).keep(Robin.ACCOUNT, YEAR);
    }

    @Test
    void refusesAnAgeThatCannotBe() {
        var answer = api.put()
                .uri(AT)
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"months\": 0}")
                .exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].pointer").isEqualTo("/months");
        verifyNoInteractions(archiving);
    }

    @Test
    void saysWhatWouldMove() {
        var batch = new ArchivePlan.Batch(
                MailboxName.INBOX, 2023, new MailboxName("Archive/2023"), true, List.of(Samples.REF));
        when(archiving.plan(Robin.ACCOUNT, YEAR))
                .thenReturn(new ArchivePlan(LocalDate.of(2025, 11, 21), List.of(batch)));

        var answer = api.post()
                .uri(AT + "/plans")
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"enabled\": true, \"months\": 12, \"unreadToo\": true}")
                .exchange();

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"before": "2025-11-21", "messages": 1, "batches": [
                  {"from": "INBOX", "year": 2023, "to": "Archive/2023", "isNew": true, "messages": 1}]}""");
    }

    @Test
    void startsARunAndTellsWhereToSeeIt() {
        var started = Instant.parse("2026-11-21T12:00:00Z");
        when(archiving.start(Robin.ACCOUNT))
                .thenReturn(new ArchiveRun(ArchiveRun.State.RUNNING, started, 0, null, null));

        var answer = api.post().uri(AT + "/runs").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(202).hasHeader("Location", AT);
        assertThat(answer).bodyJson().extractingPath("state").isEqualTo("running");
    }
}
