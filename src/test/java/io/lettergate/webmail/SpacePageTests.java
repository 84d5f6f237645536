package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.ref;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.archiving.ArchivePlan;
import io.lettergate.archiving.ArchiveRule;
import io.lettergate.archiving.Archiving;
import io.lettergate.archiving.Space;
import io.lettergate.archiving.SpaceReport;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Weight;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class SpacePageTests {

    private static final String AT = "/mail/" + ACCOUNT.id() + "/space";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MockMvcTester pages;
    private final Space space;
    private final Archiving archiving;

    SpacePageTests(MockMvcTester pages, Space space, Archiving archiving, Mailboxes mailboxes, Messages messages) {
        this.pages = pages;
        this.space = space;
        this.archiving = archiving;
        Letters.given(mailboxes, messages);
    }

    @BeforeEach
    void untouched() {
        when(archiving.rule(ACCOUNT)).thenReturn(ArchiveRule.UNTOUCHED);
    }

    @Test
    void showsWhatTakesTheSpace() {
        var large = new Weight(ref(1), NOON, 14_000_000, "Photos", new Address("Maya", "maya@vale.example"));
        var inbox = new SpaceReport.InMailbox(Letters.INBOX, 12, 14_100_000);
        var maya = new SpaceReport.FromSender(new Address("Maya", "maya@vale.example"), 3, 14_000_000);
        when(space.report(ACCOUNT))
                .thenReturn(Optional.of(new SpaceReport(
                        NOON, true, 12, 12, 14_100_000, List.of(inbox), List.of(maya), List.of(large), null)));

        var page = shown(get(AT));

        assertThat(page.text()).contains("14.1 MB", "in 12 messages", "By folder", "By sender", "Photos", "14.0 MB");
        assertThat(page.select("a[href*='q=maya@vale.example'], a[href*='q=maya%40vale.example']"))
                .isNotEmpty();
        assertThat(page.select("[hx-trigger]")).isEmpty();
    }

    @Test
    void looksAgainByItselfWhileSomethingRuns() {
        when(space.report(ACCOUNT))
                .thenReturn(
                        Optional.of(new SpaceReport(NOON, false, 40, 10, 1, List.of(), List.of(), List.of(), null)));

        var page = shown(get(AT));

        assertThat(page.select("#now-part[hx-trigger]")).hasSize(1);
        assertThat(page.select("progress").attr("value")).isEqualTo("10");
        assertThat(page.select("#now-part form.rule")).isEmpty();
        assertThat(page.html()).doesNotContain("??");
    }

    @Test
    void showsWhatARuleWouldMoveBeforeAnythingMoves() {
        var rule = new ArchiveRule(false, 12, false, false, false);
        var batch = new ArchivePlan.Batch(
                MailboxName.INBOX, 2023, new MailboxName("Archive/2023"), true, List.of(ref(1), ref(2)));
        when(archiving.plan(ACCOUNT, rule)).thenReturn(new ArchivePlan(LocalDate.of(2025, 11, 21), List.of(batch)));

        var page = shown(get(AT + "?months=12"));

        assertThat(page.text()).contains("2 messages would move", "Archive/2023", "Move 2 messages now");
        verify(archiving, never()).start(any());
        verify(archiving, never()).keep(any(), any());
    }

    @Test
    void planningLeadsToAnAddressThatShowsThePlan() {
        var answer = post("act", "plan", "months", "12", "unread", "true");

        assertThat(answer)
                .hasStatus(302)
                .redirectedUrl()
                .isEqualTo(AT + "?months=12&sent=false&unread=true&starred=false&daily=false#old");
        verify(archiving, never()).keep(any(), any());
    }

    @Test
    void keepsTheRuleAndRunsItOnlyWhenAsked() {
        var rule = new ArchiveRule(true, 12, false, false, false);

        post("act", "keep", "months", "12", "daily", "true");
        verify(archiving).keep(ACCOUNT, rule);
        verify(archiving, never()).start(any());

        post("act", "run", "months", "12", "daily", "true");
        verify(archiving).start(ACCOUNT);
    }

    private MvcTestResult get(String uri) {
        return pages.get().uri(uri).with(signedIn()).exchange();
    }

    private MvcTestResult post(String... parameters) {
        var request = pages.post().uri(AT + "/rule").with(signedIn());
        for (var index = 0; index < parameters.length; index += 2) {
            request = request.param(parameters[index], parameters[index + 1]);
        }
        return request.exchange();
    }

    private static Document shown(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString());
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
