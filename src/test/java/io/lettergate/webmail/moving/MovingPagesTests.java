package io.lettergate.webmail.moving;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.COLLECTED;
import static io.lettergate.webmail.Letters.INBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.moving.CopyPlan;
import io.lettergate.moving.Copying;
import io.lettergate.moving.SwitchPlan;
import io.lettergate.moving.Switching;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationId;
import io.lettergate.operations.Operations;
import io.lettergate.removing.Removing;
import io.lettergate.webmail.WebmailTest;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@WebmailTest
class MovingPagesTests {

    private static final Account LINKED = new Account(
            new AccountId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae9")),
            "robin@post.example",
            "robin",
            COLLECTED.protocol(),
            COLLECTED.incoming());
    private static final String AT = "/accounts/" + LINKED.id();
    private static final OperationId WORK = OperationId.random();

    private final MockMvcTester pages;
    private final Collecting collecting;
    private final Copying copying;
    private final Switching switching;
    private final Exporting exporting;
    private final Operations operations;
    private final Removing removing;
    private final Mailboxes mailboxes;
    private final Accounts accounts;

    private List<Account> all = List.of(ACCOUNT, LINKED);

    MovingPagesTests(
            MockMvcTester pages,
            Collecting collecting,
            Copying copying,
            Switching switching,
            Exporting exporting,
            Operations operations,
            Removing removing,
            Mailboxes mailboxes,
            Accounts accounts) {
        this.pages = pages;
        this.collecting = collecting;
        this.copying = copying;
        this.switching = switching;
        this.exporting = exporting;
        this.operations = operations;
        this.removing = removing;
        this.mailboxes = mailboxes;
        this.accounts = accounts;
    }

    @BeforeEach
    void collected() {
        when(collecting.standing(any())).thenReturn(Collected.quiet(KeepOnServer.FOREVER));
        when(collecting.ledger(any(), any(), any(), any(Integer.class)))
                .thenReturn(new LedgerPage(List.of(), null, 214));
        when(mailboxes.all(any())).thenReturn(List.of(INBOX));
    }

    @Test
    void saysWhatStaysWhereAndNamesTheActAndTheNumber() {
        var page = shown(get(AT + "/remove"));

        assertThat(page.select(".plain-list li").eachText())
                .containsExactly(
                        "Nothing at post.example is touched. 1,204 messages lie there and stay.",
                        "1,207 copies lie here; 214 of them lie nowhere else.",
                        "Here the password goes, and nothing is collected any more.");
        assertThat(page.select(".leave button").eachText())
                .containsExactly(
                        "Keep 1,207 copies and stop collecting",
                        "Save 1,207 copies, then remove the account",
                        "Remove the account and erase 1,207 copies here");
        assertThat(page.select("[name=localMail][checked]").val()).isEqualTo("keep");
        assertThat(page.select("[autofocus]").text()).isEqualTo("Cancel");
    }

    @Test
    void doesNotOfferRestToAnAccountThatRests() {
        when(accounts.isResting(LINKED)).thenReturn(true);

        var page = shown(get(AT + "/remove"));

        assertThat(page.select("[name=localMail]").eachAttr("value")).containsExactly("export", "erase");
        assertThat(page.select("[name=localMail][checked]").val()).isEqualTo("export");
    }

    @Test
    void wantsTheOthersRemovedBeforeTheAccountToSignInWith() {
        var page = shown(get("/accounts/" + ACCOUNT.id() + "/remove"));

        assertThat(page.text()).contains("Remove the others first: robin@post.example");
        assertThat(page.select("form.leave")).isEmpty();
    }

    @Test
    void theLastAccountCanGoAndItsPersonIsSignedOut() {
        all = List.of(ACCOUNT);

        var page = shown(get("/accounts/" + ACCOUNT.id() + "/remove"));
        var answer = post("/accounts/" + ACCOUNT.id() + "/remove");

        assertThat(page.select(".leave button").eachText()).containsExactly("Remove robin@vale.example from here");
        assertThat(page.text()).contains("Nothing at vale.example is touched", "You are signed out");
        assertThat(answer).redirectedUrl().isEqualTo("/login");
        verify(removing).erase(ACCOUNT);
    }

    @Test
    void erasesKeepsOrSavesAsItIsTold() {
        when(removing.export(ACCOUNT.id(), LINKED)).thenReturn(work("export", Operation.State.WAITING, "{}"));

        assertThat(post(AT + "/remove", "localMail", "keep")).redirectedUrl().isEqualTo(AT);
        assertThat(post(AT + "/remove", "localMail", "erase")).redirectedUrl().isEqualTo("/accounts");
        assertThat(post(AT + "/remove", "localMail", "export")).redirectedUrl().isEqualTo("/accounts/work/" + WORK);

        verify(removing).keep(LINKED);
        verify(removing).erase(LINKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "burn"})
    void removesNothingUnlessItIsSaidWhatBecomesOfTheCopies(String choice) {
        assertThat(post(AT + "/remove", "localMail", choice)).redirectedUrl().isEqualTo(AT + "/remove");

        verifyNoInteractions(removing);
    }

    @Test
    void nobodyRemovesTheAccountOfSomebodyElse() {
        all = List.of(ACCOUNT);

        assertThat(get(AT + "/remove")).hasStatus(404);
        assertThat(post(AT + "/remove", "localMail", "erase")).hasStatus(404);
        assertThat(get(AT + "/move")).hasStatus(404);
    }

    @Test
    void showsWhatWouldBeCopiedBeforeItIs() {
        when(copying.plan(LINKED, ACCOUNT))
                .thenReturn(new CopyPlan(List.of(
                        new CopyPlan.Line("INBOX", "INBOX", false, 1_000, 2_000_000),
                        new CopyPlan.Line("Ropes", "Ropes", true, 204, 1_000))));

        var page = shown(get(AT + "/move?to=" + ACCOUNT.id()));

        assertThat(page.text())
                .contains("1,204 messages (2.0 MB) would be copied to robin@vale.example.", "(new)")
                .contains("Copy 1,204 messages to robin@vale.example");
        verify(copying, never()).start(any(), any(), any());
    }

    @Test
    void saysWhyTheOtherAccountCannotBeCopiedTo() {
        when(copying.plan(LINKED, ACCOUNT)).thenThrow(new MailFailure.SignInNeeded());

        var page = shown(get(AT + "/move?to=" + ACCOUNT.id()));

        assertThat(page.select(".problem[role=alert]").text()).isEqualTo("Please sign in again.");
        assertThat(page.select("#start-copy")).isEmpty();
    }

    @Test
    void showsWhatStaysWhereBeforeItSwitches() {
        var server = new Access(Protocol.IMAP, ACCOUNT.incoming(), "robin");
        when(switching.plan(LINKED))
                .thenReturn(new SwitchPlan(
                        LINKED.incoming(),
                        server,
                        List.of(new SwitchPlan.Line("INBOX", "INBOX", false, 1_000, 2_000_000, 204, 9_000))));

        var page = shown(get(AT + "/move?way=imap"));
        var answer = post(AT + "/move/switch");

        assertThat(page.text())
                .contains("Nothing is removed on either side", "1,000 there \u00B7 204 to be put there")
                .contains("Switch to IMAP and put 204 messages on imap.vale.example");
        assertThat(answer).redirectedUrl().isEqualTo(AT + "/move");
        verify(switching).begin(ACCOUNT.id(), LINKED);
    }

    @Test
    void saysWhyItCannotSwitch() {
        when(switching.plan(LINKED)).thenThrow(new MailFailure.CapabilityMissing("imap", "It has no IMAP server."));

        var page = shown(get(AT + "/move?way=imap"));

        assertThat(page.select(".problem[role=alert]").text()).isEqualTo("It has no IMAP server.");
        assertThat(page.select("#start-switch")).isEmpty();
    }

    @Test
    void copiesToAnAccountOfTheSamePersonOnly() {
        assertThat(post(AT + "/move/copy", "to", ACCOUNT.id().toString()))
                .redirectedUrl()
                .isEqualTo(AT + "/move");
        assertThat(post(AT + "/move/copy", "to", LINKED.id().toString())).hasStatus(400);
        assertThat(post(AT + "/move/copy", "to", "0f0f0f0f-7425-40de-944b-e07fc1f90ae7"))
                .hasStatus(404);

        verify(copying).start(ACCOUNT.id(), LINKED, ACCOUNT);
    }

    @Test
    void tellsHowFarItIsAndStopsIt() {
        var copy = work("copy", Operation.State.RUNNING, "{}");
        when(copying.latest(LINKED)).thenReturn(Optional.of(copy));
        when(operations.require(List.of(LINKED.id()), WORK.toString())).thenReturn(copy);

        var page = shown(get(AT + "/move"));
        var answer = post(AT + "/move/stop", "operation", WORK.toString());

        assertThat(page.select("progress").attr("value")).isEqualTo("88");
        assertThat(page.select("[data-fresh]").attr("data-fresh"))
                .isEqualTo(LINKED.id().toString());
        assertThat(page.text()).contains("Copying", "88 of 214 Ropes", "Stop", "See how far it is");
        assertThat(answer).redirectedUrl().isEqualTo(AT + "/move");
        verify(operations).cancel(copy);
    }

    @Test
    void listsWhatCouldNotBeCopied() {
        when(copying.latest(LINKED)).thenReturn(Optional.of(work("copy", Operation.State.DONE, """
                        {"copied": 3, "there": 4, "failed": 1,
                         "failures": [{"mailbox": "Ropes", "subject": "<b>", "reason": "It is too large."}]}""")));

        var page = shown(get(AT + "/move"));

        assertThat(page.text()).contains("Copied 3 messages; 4 were there already; 1 could not be copied");
        assertThat(page.select(".work table").text()).contains("<b>Ropes It is too large.");
    }

    @Test
    void savesTheAccountOrOneFolder() {
        var inbox = OpaqueId.of(INBOX.name()).value();
        when(mailboxes.require(LINKED, inbox)).thenReturn(INBOX);

        post(AT + "/move/save", "format", "zip", "mailbox", "");
        post(AT + "/move/save", "format", "mbox", "mailbox", inbox);

        verify(exporting).start(ACCOUNT.id(), LINKED, null, Format.ZIP);
        verify(exporting).start(ACCOUNT.id(), LINKED, INBOX, Format.MBOX);
        assertThat(post(AT + "/move/save", "format", "docx")).hasStatus(400);
    }

    @Test
    void offersTheFileWhileItCanBeHad() {
        var done = work("export", Operation.State.DONE, "{\"exported\": 3}");
        when(exporting.latest(LINKED)).thenReturn(Optional.of(done));
        when(exporting.file(done))
                .thenReturn(Optional.of(
                        new Exporting.Export(Path.of("x"), "Mail.zip", Instant.parse("2026-11-22T12:00:00Z"))));

        var page = shown(get(AT + "/move"));

        assertThat(page.text()).contains("Saved 3 messages", "until 22 Nov 2026, 12:00");
        assertThat(page.select("a[download]").attr("href")).isEqualTo("/api/v1/exports/" + WORK);
    }

    @Test
    void thePageOfASavedAccountOutlivesIt() {
        all = List.of(ACCOUNT);
        saves(work("export", Operation.State.DONE, "{\"exported\": 3}"));

        var page = shown(get("/accounts/work/" + WORK));

        assertThat(page.text()).contains("The account is removed from here", "Saved 3 messages");
        assertThat(page.select("#now-part").hasAttr("hx-get")).isFalse();
    }

    @Test
    void aPageOfWorkThatGoesOnAsksAgain() {
        var running = work("export", Operation.State.RUNNING, "{}");
        saves(running);
        when(removing.isPending(running)).thenReturn(true);

        var page = shown(get("/accounts/work/" + WORK));
        post("/accounts/work/" + WORK + "/stop");

        assertThat(page.select("#now-part").attr("hx-get")).isEqualTo("/accounts/work/" + WORK);
        verify(operations).cancel(running);
    }

    @Test
    void saysThatTheAccountStaysWhereNotAllWasSaved() {
        saves(work("export", Operation.State.FAILED, "{}"));

        var page = shown(get("/accounts/work/" + WORK));

        assertThat(page.select(".problem[role=alert]").text()).contains("The account stays");
    }

    @Test
    void handsOutOneFolderAsAFile() {
        var inbox = OpaqueId.of(INBOX.name()).value();
        when(mailboxes.require(ACCOUNT, inbox)).thenReturn(INBOX);
        when(exporting.name(ACCOUNT, INBOX, Format.MBOX)).thenReturn("Inbox.mbox");

        var answer = get("/folders/" + ACCOUNT.id() + "/" + inbox + "/file");

        assertThat(answer).hasStatusOk().hasContentType("application/mbox");
        assertThat(answer.getResponse().getHeader("Content-Disposition")).contains("Inbox.mbox");
    }

    private void saves(Operation operation) {
        when(exporting.require(any(), any())).thenReturn(operation);
    }

    private static Operation work(String kind, Operation.State state, String details) {
        var noon = Instant.parse("2026-11-21T12:00:00Z");
        @Nullable Instant ended = state == Operation.State.DONE ? noon : null;
        var words = state == Operation.State.RUNNING ? "Ropes" : null;
        return new Operation(
                WORK, ACCOUNT.id(), LINKED.id(), kind, state, 88, 214L, words, "{}", details, noon, noon, ended, false);
    }

    private MvcTestResult get(String path) {
        return pages.get().uri(path).with(robin()).exchange();
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = pages.post().uri(path).with(robin());
        for (var index = 0; index < parameters.length; index += 2) {
            request = request.param(parameters[index], parameters[index + 1]);
        }
        return request.exchange();
    }

    private RequestPostProcessor robin() {
        var mine = all;
        var token =
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(ACCOUNT, () -> mine), null, List.of());
        return request -> SecurityMockMvcRequestPostProcessors.csrf()
                .postProcessRequest(SecurityMockMvcRequestPostProcessors.authentication(token)
                        .postProcessRequest(request));
    }

    private static Document shown(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            var page = Jsoup.parse(answer.getResponse().getContentAsString());
            assertThat(page.html()).doesNotContain("??");
            return page;
        } catch (UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
