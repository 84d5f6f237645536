package io.lettergate.webmail.collecting;

import static io.lettergate.webmail.Letters.COLLECTED;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Accounts;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Look;
import io.lettergate.mail.MailFailure;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class AccountPagesTests {

    private static final String AT = "/accounts/" + COLLECTED.id();
    private static final String FORTNIGHT = "?keep=14&unread=true&first=all&every=10";

    private final MockMvcTester pages;
    private final Collecting collecting;
    private final Accounts accounts;

    AccountPagesTests(MockMvcTester pages, Collecting collecting, Accounts accounts) {
        this.accounts = accounts;
        this.pages = pages;
        this.collecting = collecting;
    }

    @BeforeEach
    void allIsWell() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.quiet(KeepOnServer.FOREVER));
        when(collecting.plan(eq(COLLECTED), any())).thenAnswer(call -> Collected.plan(call.getArgument(1), 0));
    }

    @Test
    void tellsHowTheAccountStands() {
        var page = shown(get(""));

        assertThat(page.text())
                .contains("Last look 3 minutes ago, 12 new · next in 7 minutes", "1,204 messages there (4.7 MB)")
                .contains("1,207 here (4.8 MB)", "This server ignores removals.", "Look now", "Hold everything");
        assertThat(page.select(".stand .ringo .go").attr("stroke-dasharray")).isEqualTo("70 100");
        assertThat(page.select("progress")).isEmpty();
    }

    @Test
    void tellsHowFarALookIs() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.looking());

        var page = shown(get(""));

        assertThat(page.text()).contains("Copying 88 of 214, about 14 s left", "Stop", "Refresh");
        assertThat(page.select("progress").attr("value")).isEqualTo("88");
        assertThat(page.select("#status").hasAttr("data-since")).isFalse();
        assertThat(page.select("[data-fresh]").attr("data-fresh"))
                .isEqualTo(COLLECTED.id().toString());
    }

    @Test
    void tellsOfTheFirstRemovalWithAButtonToHoldEverything() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.fresh());

        var page = shown(get(""));

        assertThat(page.text())
                .contains("On 24 November the first 812 messages leave post.example.")
                .contains("Before, originals stayed for good.", "Take back");
        assertThat(page.select("form[action$=/hold] button")).hasSize(1);
    }

    @Test
    void saysThatEverythingIsHeldAndOffersToLetGo() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.held());

        var page = shown(get(""));

        assertThat(page.text()).contains("Everything is held", "Let go").doesNotContain("the first 812");
        assertThat(page.select(".ring-held")).hasSize(1);
    }

    @Test
    void saysThatTheAccountIsAtRestAndHowToWakeIt() {
        when(accounts.isResting(COLLECTED)).thenReturn(true);

        var page = shown(get(""));

        assertThat(page.select(".strip").text()).contains("This account is at rest.", "Give it a password");
    }

    @Test
    void saysWhyItCannotLook() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.lockedOut());

        var page = shown(get(""));

        assertThat(page.select(".strip.bad").text()).contains("post.example refused the password.");
    }

    @ParameterizedTest
    @CsvSource({"/look, ''", "/stop, ''", "/window/back, /window"})
    void doesWhatAButtonAsksAndGoesBack(String button, String back) {
        var answer = post(button);

        assertThat(answer).hasStatus3xxRedirection().redirectedUrl().isEqualTo(AT + back);
        switch (button) {
            case "/look" -> verify(collecting).look(COLLECTED);
            case "/stop" -> verify(collecting).stop(COLLECTED);
            default -> verify(collecting).takeBack(COLLECTED);
        }
    }

    @Test
    void holdsAndLetsGo() {
        post("/hold", "held", "true", "from", "window");
        verify(collecting).hold(COLLECTED, true);

        var answer = post("/hold", "held", "false");

        verify(collecting).hold(COLLECTED, false);
        assertThat(answer).redirectedUrl().isEqualTo(AT);
    }

    @Test
    void showsWhatAWindowWouldRemoveBeforeItIsSet() {
        var row = Collected.row("k1", LedgerRow.State.ON_SERVER, Letters.ref(1));
        when(collecting.plan(COLLECTED, Collected.FORTNIGHT)).thenReturn(Collected.plan(Collected.FORTNIGHT, 812, row));

        var page = shown(get("/window" + FORTNIGHT));

        assertThat(page.text())
                .contains("On 24 November, 812 messages (812 KB) of 1,204 would begin to leave post.example.")
                .contains("812: older than the days you chose", "392: nobody has read them here")
                .contains("Remove 812 from post.example after 24 November", "Boats <on> Tuesday");
        assertThat(page.select(".confirm-window input[name=token]").val()).isEqualTo("token-1");
        assertThat(page.select("[autofocus]")).as("a choice keeps the focus").isEmpty();
        assertThat(page.select("svg.time").attr("aria-label")).contains("post.example 14 days after our copy");
        verify(collecting, never()).keep(any(), any(), any());
    }

    @Test
    void offersNoButtonForTheWindowThatIsInForce() {
        var page = shown(get("/window"));

        assertThat(page.select(".confirm-window")).isEmpty();
        assertThat(page.select("input[name=keep][checked]").val()).isEqualTo("forever");
        assertThat(page.text()).contains("Nothing would be removed from post.example. 1,204 messages lie there.");
    }

    @Test
    void setsTheWindowWithTheTokenOfItsPlan() {
        var answer = post("/window", "keep", "14", "unread", "true", "first", "all", "every", "10", "token", "token-1");

        assertThat(answer).redirectedUrl().isEqualTo(AT + "/window");
        verify(collecting).keep(COLLECTED, Collected.FORTNIGHT, "token-1");
    }

    @Test
    void leadsBackToThePlanWhereOtherMailWouldLeaveThanWasRead() {
        when(collecting.keep(any(), any(), any()))
                .thenThrow(Collected.planNeeded(Collected.plan(Collected.FORTNIGHT, 813)));

        var answer = post("/window", "keep", "14", "unread", "true", "first", "all", "every", "10", "token", "old");

        assertThat(answer).redirectedUrl().isEqualTo(AT + "/window" + FORTNIGHT + "#effect");
    }

    @Test
    void wantsATypedYesBeforeMailIsRemovedAtOnce() {
        var answer = post(
                "/window", "keep", "never", "first", "all", "every", "10", "token", "t", "typed", "true", "yes", "");

        assertThat(answer).redirectedUrl().startsWith(AT + "/window?keep=never");
        verify(collecting, never()).keep(any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?keep=sometimes&every=10",
                "?keep=other&days=0&every=10",
                "?keep=other&days=abc&every=10",
                "?keep=other&days=99999999999&every=10",
                "?keep=14&every=often",
                "?keep=14&every=10&mega=much",
                "?keep=14&every=3",
                "?keep=14&every=10&most=0",
                "?keep=14&every=10&mega=0",
                "?keep=14&every=10&first=never"
            })
    void saysWhatNoWindowCanBe(String query) {
        var page = shown(get("/window" + query));

        assertThat(page.select(".problem[role=alert]")).hasSize(1);
        assertThat(page.html()).doesNotContain("??");
        assertThat(page.select(".confirm-window")).isEmpty();
    }

    @Test
    void listsTheLedgerAndOffersWhatCanBeDone() {
        var rows = List.of(
                Collected.row("k1", LedgerRow.State.ON_SERVER, Letters.ref(1)),
                Collected.row("k2", LedgerRow.State.PINNED, Letters.ref(2)),
                Collected.row("k3", LedgerRow.State.REMOVED, Letters.ref(3)),
                Collected.row("k4", LedgerRow.State.FAILED, null));
        when(collecting.ledger(COLLECTED, LedgerPage.Filter.ON_SERVER, null, 50))
                .thenReturn(new LedgerPage(rows, "c 2", 1_204));

        var page = shown(get("/ledger?show=server"));

        assertThat(page.select("tbody tr")).hasSize(4);
        assertThat(page.select("#row-k1 button").eachText()).containsExactly("Keep there", "Remove there now");
        assertThat(page.select("#row-k2 button").eachText()).containsExactly("No longer keep");
        assertThat(page.select("#row-k3 button")).isEmpty();
        assertThat(page.select("#row-k3").text()).contains("Only here since 20 November");
        assertThat(page.select("#row-k4").text()).contains("It is larger than it says.", "Collect it");
        assertThat(page.select("a[rel=next]").attr("href")).isEqualTo(AT + "/ledger?show=server&cursor=c%202");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "unpin", "remove", "back", "collect"})
    void doesWhatARowAsksAndGoesBackToItsList(String act) {
        var answer = post("/ledger/k1", "act", act, "show", "leaving", "cursor", "c2");

        assertThat(answer).redirectedUrl().isEqualTo(AT + "/ledger?show=leaving&cursor=c2");
        switch (act) {
            case "pin", "unpin" -> verify(collecting).pin(COLLECTED, "k1", act.equals("pin"));
            case "remove" -> verify(collecting).removeThere(COLLECTED, "k1");
            case "back" -> verify(collecting).keepThere(COLLECTED, "k1");
            default -> verify(collecting).collect(COLLECTED, "k1");
        }
    }

    @Test
    void doesNothingThatItDoesNotKnow() {
        assertThat(post("/ledger/k1", "act", "burn")).hasStatus(400);
    }

    @Test
    void showsOneRowInFull() {
        when(collecting.row(COLLECTED, "k1"))
                .thenReturn(Collected.row("k1", LedgerRow.State.ON_SERVER, Letters.ref(1)));
        when(collecting.row(COLLECTED, "k9")).thenThrow(new MailFailure.NoSuchMessage());

        var page = shown(get("/ledger/k1"));

        assertThat(page.text()).contains("Here and there until 5 December", "uidl-k1", "abab");
        assertThat(get("/ledger/k9")).hasStatus(404);
    }

    @Test
    void listsTheLooksAndDrawsThem() {
        var failed = new Look(
                "f",
                Collected.NOON.minusSeconds(900),
                Collected.NOON.minusSeconds(899),
                Look.State.FAILED,
                0,
                0,
                0,
                0,
                0,
                "=cmd() refused \"it\"");
        var quiet = new Look(
                "q",
                Collected.NOON.minusSeconds(600),
                Collected.NOON.minusSeconds(599),
                Look.State.DONE,
                0,
                0,
                0,
                0,
                0,
                null);
        var all = List.of(Collected.LAST, quiet, quiet, failed);
        when(collecting.looks(eq(COLLECTED), anyInt())).thenReturn(all);
        when(collecting.looks(eq(COLLECTED), eq(Look.Kind.ALL), any(), anyInt()))
                .thenReturn(all);
        when(collecting.looks(eq(COLLECTED), eq(Look.Kind.FAILURES), any(), anyInt()))
                .thenReturn(List.of(failed));
        when(collecting.busySince(eq(COLLECTED), any())).thenReturn(List.of(Collected.LAST));

        var page = shown(get("/activity"));
        var failures = shown(get("/activity?show=failures"));
        var table = get("/activity.csv");

        assertThat(page.select(".look-log tr")).hasSize(3);
        assertThat(page.text()).contains("looked 2 times", "12 new", "12 copied", "=cmd() refused");
        assertThat(page.select("svg.bar-chart rect.copied[height=96]")).hasSize(1);
        assertThat(page.select("[style]")).isEmpty();
        assertThat(failures.select(".look-log tr")).hasSize(1);
        assertThat(table).hasStatusOk().hasHeader("Content-Disposition", "attachment; filename=\"activity.csv\"");
        assertThat(table).bodyText().contains("\" =cmd() refused \"\"it\"\"\"").hasLineCount(5);
    }

    @Test
    void listsEachMessageThatALookRemoved() {
        var look = "0b0e1d4c-8f0a-4bb8-9d0a-2f6f3f6d7c11";
        when(collecting.look(COLLECTED, look)).thenReturn(Collected.LAST);
        when(collecting.removedIn(COLLECTED, look))
                .thenReturn(List.of(Collected.row("k3", LedgerRow.State.REMOVED, Letters.ref(3))));

        var page = shown(get("/activity/" + look));

        assertThat(page.select("h2").text()).startsWith("Removed from post.example in the look of");
        assertThat(page.select("tbody tr").text())
                .contains("Boats <on> Tuesday", "Ada Lovelace", "12 Nov 2026", "20 Nov 2026");
    }

    @Test
    void aRowThatIsRemovedOnDemandCanOnlyBeTakenBack() {
        when(collecting.row(COLLECTED, "k5")).thenReturn(Collected.row("k5", LedgerRow.State.DUE, Letters.ref(5)));

        var page = shown(get("/ledger/k5"));

        assertThat(page.select(".row-acts button").eachText()).containsExactly("Take back");
    }

    @Test
    void aCursorThatIsNoneLeadsToTheBeginningOfTheLedger() {
        when(collecting.ledger(COLLECTED, LedgerPage.Filter.ALL, null, 50))
                .thenReturn(new LedgerPage(
                        List.of(Collected.row("k1", LedgerRow.State.ON_SERVER, Letters.ref(1))), null, 1));

        var page = shown(get("/ledger?cursor=no+such"));

        assertThat(page.select("[role=alert]").text()).startsWith("That part of the list cannot be found");
        assertThat(page.select("#row-k1")).hasSize(1);
    }

    @Test
    void asksForANewPasswordWhereOnlyThatHelps() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.lockedOut());

        var page = shown(get(""));

        assertThat(page.select("form[action$=/password] input[type=password]")).hasSize(1);
        assertThat(page.select("form[action$=/password] input[name=from]").val())
                .isEqualTo("account");
    }

    @Test
    void anAccountThatIsReadInPlaceHasAPageOfItsOwn() {
        var page = shown(pages.get()
                .uri("/accounts/" + Letters.ACCOUNT.id())
                .with(signedIn())
                .exchange());

        assertThat(page.text()).contains("Read in place", "What takes the space");
        assertThat(page.select(".tabs a").eachText()).containsExactly("Overview", "Move", "Remove");
    }

    @Test
    void nobodySeesAnotherAccount() {
        var answer = pages.get()
                .uri("/accounts/0f0f0f0f-7425-40de-944b-e07fc1f90ae7/window")
                .with(signedIn(COLLECTED))
                .exchange();

        assertThat(answer).hasStatus(404);
    }

    private MvcTestResult get(String rest) {
        return pages.get().uri(AT + rest).with(signedIn(COLLECTED)).exchange();
    }

    private MvcTestResult post(String rest, String... parameters) {
        var request = pages.post().uri(AT + rest).with(signedIn(COLLECTED));
        for (var index = 0; index < parameters.length; index += 2) {
            request = request.param(parameters[index], parameters[index + 1]);
        }
        return request.exchange();
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
