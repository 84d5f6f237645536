package io.lettergate.webmail.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Candidate;
import io.lettergate.accounts.Clue;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Probes;
import io.lettergate.accounts.Progress;
import io.lettergate.accounts.Proof;
import io.lettergate.accounts.Trial;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.Plan;
import io.lettergate.collecting.PlanNeeded;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class AssistantPagesTests {

    private static final String ADDRESS = "robin.vale@post.example";
    private static final String PASSWORD = "Tide-at-noon-4711";
    private static final Access IMAP = access(Protocol.IMAP, "imap.post.example", 993);
    private static final Access POP3 = access(Protocol.POP3, "pop.post.example", 995);
    private static final Account LINKED =
            new Account(AccountId.random(), ADDRESS, ADDRESS, Protocol.POP3, POP3.incoming());

    private final MockMvcTester pages;
    private final Discovery discovery;
    private final Linking linking;
    private final Collecting collecting;
    private final Probes probes;
    private final MockHttpSession session = new MockHttpSession();

    AssistantPagesTests(
            MockMvcTester pages, Discovery discovery, Linking linking, Collecting collecting, Probes probes) {
        this.pages = pages;
        this.discovery = discovery;
        this.linking = linking;
        this.collecting = collecting;
        this.probes = probes;
    }

    @Test
    void recommendsReadingInPlaceWhereBothWaysWork() {
        finds(IMAP, POP3);

        var page = typed();

        assertThat(page.select("#how-IMAP").hasAttr("checked")).isTrue();
        assertThat(page.select("#how-POP3").hasAttr("checked")).isFalse();
        assertThat(page.text()).contains("RECOMMENDED").doesNotContain("offers only this way");
        assertThat(page.select("#days-0").hasAttr("checked")).isTrue();
        assertThat(page.select(".effect.e0").text()).contains("Nothing is ever removed from post.example by us");
        assertThat(page.select(".effect.e14").text())
                .contains("From 5 December on")
                .contains("three days before");
        assertThat(page.select(".tries").text()).contains("imap.post.example:993 IMAP, encrypted answers");
        verifyNoInteractions(collecting);
    }

    @Test
    void choosesCollectingWhereNothingElseWorks() {
        finds(POP3);

        var page = typed();

        assertThat(page.select("#how-IMAP")).isEmpty();
        assertThat(page.select("#how-POP3").hasAttr("checked")).isTrue();
        assertThat(page.text()).contains("post.example offers only this way");
    }

    @Test
    void neverShowsThePasswordAgain() {
        finds(IMAP, POP3);

        var all = Stream.of(typed(), chosen("POP3", 14), opened("/accounts/new"));

        assertThat(all).allSatisfy(page -> assertThat(page.html()).doesNotContain(PASSWORD));
    }

    @Test
    void linksAtStartAndNotBefore() {
        finds(IMAP, POP3);
        links();
        typed();
        var check = chosen("POP3", 0);
        verify(linking, never()).link(any(), any(), any(), any(), any());

        var started = post("/accounts/new/check");

        assertThat(check.text())
                .contains("We will read robin.vale@post.example by POP3, encrypted, at pop.post.example, port 995.")
                .contains("Originals stay at post.example for good.");
        assertThat(started).hasStatus3xxRedirection();
        assertThat(started.getResponse().getRedirectedUrl()).isEqualTo("/accounts/new/done?account=" + LINKED.id());
        verify(linking).link(eq(Letters.ACCOUNT), eq(ADDRESS), eq(POP3), eq(new Password(PASSWORD)), any());
        assertThat(post("/accounts/new/check").getResponse().getRedirectedUrl()).isEqualTo("/accounts/new");
    }

    @Test
    void switchesOnTheWindowThatWasShownWithTheTokenOfItsPlan() {
        finds(POP3);
        links();
        var plan = new Plan("the token", KeepOnServer.FOREVER, 0, 0, 0, 0, null, List.of(), List.of(), List.of(), true);
        var needed = mock(PlanNeeded.class);
        when(needed.plan()).thenReturn(plan);
        doThrow(needed).when(collecting).keep(eq(LINKED), any(), isNull());
        typed();
        chosen("POP3", 14);

        post("/accounts/new/check");

        var window = ArgumentCaptor.forClass(KeepOnServer.class);
        verify(collecting).keep(eq(LINKED), window.capture(), eq("the token"));
        assertThat(window.getValue().mode()).isEqualTo(KeepOnServer.Mode.DAYS);
        assertThat(window.getValue().days()).isEqualTo(14);
        assertThat(window.getValue().unreadIsSafe()).isTrue();
        assertThat(window.getValue().removeHereRemovesThere()).isFalse();
    }

    @Test
    void doesNotSetAWindowForMailThatIsReadInPlace() {
        finds(IMAP, POP3);
        links();
        typed();
        chosen("IMAP", 14);

        post("/accounts/new/check");

        verify(linking).link(any(), any(), eq(IMAP), any(), any());
        verifyNoInteractions(collecting);
    }

    @Test
    void saysInTheServersOwnWordsWhyThePasswordIsRefused() {
        when(discovery.find(eq(ADDRESS), any())).thenReturn(findings(IMAP));
        when(discovery.prove(any(), any()))
                .thenReturn(List.of(new Proof(
                        IMAP, new MailFailure.SignInRefused("imap.post.example", "AUTHENTICATIONFAILED <b>no</b>"))));

        var refused = post("/accounts/new", "address", ADDRESS, "password", PASSWORD);
        var page = followed(refused);

        assertThat(page.select("[role=alert]").text()).contains("it said: AUTHENTICATIONFAILED <b>no</b>");
        assertThat(page.select("#address").val()).isEqualTo(ADDRESS);
        assertThat(page.html()).doesNotContain(PASSWORD);
        assertThat(opened("/accounts/new/way").select("#days-0")).isEmpty();
    }

    @Test
    void takesAServerThatWasNamedByHand() {
        var typed = post(
                "/accounts/new",
                "address",
                ADDRESS,
                "password",
                PASSWORD,
                "protocol",
                "POP3",
                "host",
                "mail.elsewhere.example",
                "encryption",
                "STARTTLS",
                "userName",
                "robin");

        assertThat(typed.getResponse().getRedirectedUrl()).isEqualTo("/accounts/new/way");
        verify(linking)
                .verify(
                        ADDRESS,
                        new Access(
                                Protocol.POP3,
                                new Endpoint("mail.elsewhere.example", 110, Endpoint.Encryption.STARTTLS),
                                "robin"),
                        new Password(PASSWORD));
        verifyNoInteractions(discovery);
    }

    @Test
    void saysWhichServersWereTriedWhereNoneAnswers() {
        var access = IMAP;
        when(discovery.find(eq(ADDRESS), any()))
                .thenReturn(new Findings(
                        ADDRESS,
                        List.of(new Trial(
                                new Candidate(access, Candidate.Source.GUESS),
                                "imap.post.example does not answer on port 993: nothing listens there."))));
        when(discovery.prove(any(), any())).thenReturn(List.of());

        var page = followed(post("/accounts/new", "address", ADDRESS, "password", PASSWORD));

        assertThat(page.select("[role=alert]").text()).contains("found no mail server");
        assertThat(page.select(".tries").text()).contains("nothing listens there");
    }

    @Test
    void tellsWhatItFindsWhileItLooksWithoutAnyScript() {
        var go = new CountDownLatch(1);
        when(discovery.prove(any(), any())).thenReturn(List.of(new Proof(IMAP, null)));
        when(discovery.find(eq(ADDRESS), any())).thenAnswer(call -> {
            Progress progress = call.getArgument(1);
            progress.looked(new Clue(Candidate.Source.AUTOCONFIG, "autoconfig.post.example", false));
            progress.knocked(new Trial(new Candidate(POP3, Candidate.Source.SRV), "it is shut"));
            progress.knocked(new Trial(new Candidate(IMAP, Candidate.Source.SRV), null));
            go.await();
            return findings(IMAP);
        });

        var sent = post("/accounts/new", "address", ADDRESS, "password", PASSWORD);
        var waiting = get("/accounts/new/looking");

        assertThat(sent.getResponse().getRedirectedUrl()).isEqualTo("/accounts/new/looking");
        assertThat(waiting).hasStatusOk().hasHeader("Refresh", "1");
        assertThat(document(waiting).select("[role=status] .fine").text()).contains("imap.post.example:993");
        assertThat(document(waiting).select("[role=status]").text())
                .contains("autoconfig.post.example says nothing")
                .doesNotContain("pop.post.example");
        assertThat(document(waiting).html()).doesNotContain(PASSWORD);

        go.countDown();
        await().until(() -> "/accounts/new/way"
                .equals(get("/accounts/new/looking").getResponse().getRedirectedUrl()));
        assertThat(opened("/accounts/new/way").text())
                .contains("We recommend imap.post.example: nobody names a server for post.example");
    }

    @Test
    @DisplayName("R26 who looks too often is told when to come back, and keeps what was typed")
    void whoLooksTooOftenIsToldWhenToComeBack() {
        doThrow(new MailFailure.TooManyProbes(Duration.ofSeconds(301)))
                .when(probes)
                .take(any(), any());

        var answer = post("/accounts/new", "address", ADDRESS, "password", PASSWORD);

        assertThat(answer).hasStatus(429).hasHeader("Retry-After", "301");
        assertThat(document(answer).select("[role=alert]").text()).contains("try again in 6 minutes");
        assertThat(document(answer).select("#address").val()).isEqualTo(ADDRESS);
        verifyNoInteractions(discovery, linking);
    }

    @Test
    void asksBeforeAPasswordGoesInPlainTextOrToAForeignHost() {
        var plain = new Access(Protocol.IMAP, new Endpoint("mx.other.example", 143, Endpoint.Encryption.NONE), ADDRESS);
        var doubtful = new Candidate(
                plain, Candidate.Source.MX, Set.of(), Set.of(Candidate.Doubt.PLAIN_TEXT, Candidate.Doubt.FOREIGN_HOST));
        when(discovery.find(eq(ADDRESS), any())).thenReturn(new Findings(ADDRESS, List.of(new Trial(doubtful, null))));
        when(discovery.prove(any(), any())).thenReturn(List.of());

        var page = followed(post("/accounts/new", "address", ADDRESS, "password", PASSWORD));

        assertThat(page.select("[role=alert]").text())
                .contains("mx.other.example offers no encryption")
                .contains("has another name than the address")
                .contains("Nothing was sent");
        assertThat(page.select("[name=host]").val()).isEqualTo("mx.other.example");
        assertThat(page.select("[name=encryption] [selected]").val()).isEqualTo("NONE");
        verifyNoInteractions(linking);
    }

    @Test
    void aLaterStepWithoutTheFirstBeginsAnew() {
        assertThat(get("/accounts/new/looking").getResponse().getRedirectedUrl())
                .isEqualTo("/accounts/new");
        assertThat(get("/accounts/new/way").getResponse().getRedirectedUrl()).isEqualTo("/accounts/new");
        assertThat(get("/accounts/new/check").getResponse().getRedirectedUrl()).isEqualTo("/accounts/new");
        assertThat(post("/accounts/new/way").getResponse().getRedirectedUrl()).isEqualTo("/accounts/new");
    }

    @Test
    void whoeverSignsInNextInTheSameBrowserFindsNothingOfIt() {
        finds(IMAP, POP3);
        typed();
        var sam =
                new Account(AccountId.random(), "sam@post.example", "sam@post.example", Protocol.IMAP, IMAP.incoming());

        var next = pages.post()
                .uri("/accounts/new/check")
                .session(session)
                .with(Letters.signedIn(sam))
                .exchange();

        assertThat(next.getResponse().getRedirectedUrl()).isEqualTo("/accounts/new");
        verify(linking, never()).link(any(), any(), any(), any(), any());
    }

    @Test
    void tellsNothingOfSomebodyElsesAccount() {
        assertThat(get("/accounts/new/done?account=" + AccountId.random())).hasStatus(404);
    }

    private void finds(Access... accesses) {
        when(discovery.find(eq(ADDRESS), any())).thenReturn(findings(accesses));
        when(discovery.prove(any(), any()))
                .thenReturn(Stream.of(accesses)
                        .map(access -> new Proof(access, null))
                        .toList());
    }

    private static Findings findings(Access... accesses) {
        return new Findings(
                ADDRESS,
                Stream.of(accesses)
                        .map(access -> new Trial(new Candidate(access, Candidate.Source.GUESS), null))
                        .toList());
    }

    private void links() {
        doAnswer(call -> {
                    Consumer<Account> beforehand = call.getArgument(4);
                    beforehand.accept(LINKED);
                    return LINKED;
                })
                .when(linking)
                .link(any(), any(), any(), any(), any());
    }

    private Document typed() {
        post("/accounts/new", "address", ADDRESS, "password", PASSWORD);
        return opened("/accounts/new/way");
    }

    private Document chosen(String how, int days) {
        post("/accounts/new/way", "how", how, "days", String.valueOf(days));
        return opened("/accounts/new/check");
    }

    private Document opened(String path) {
        return document(get(path));
    }

    private Document followed(MvcTestResult redirect) {
        var flash = redirect.getMvcResult().getFlashMap();
        return document(pages.get()
                .uri(String.valueOf(redirect.getResponse().getRedirectedUrl()))
                .session(session)
                .flashAttrs(flash)
                .with(Letters.signedIn())
                .exchange());
    }

    private MvcTestResult get(String path) {
        return pages.get().uri(path).session(session).with(Letters.signedIn()).exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = pages.post().uri(path).session(session).with(Letters.signedIn());
        for (int at = 0; at < fields.length; at += 2) {
            request.param(fields[at], fields[at + 1]);
        }
        return request.exchange();
    }

    private static Document document(MvcTestResult result) {
        try {
            return Jsoup.parse(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Access access(Protocol protocol, String host, int port) {
        return new Access(protocol, new Endpoint(host, port, Endpoint.Encryption.TLS), ADDRESS);
    }
}
