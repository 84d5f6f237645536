package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.LIST;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.plain;
import static io.lettergate.webmail.Letters.ref;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Conversation;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebmailTest
class MailPagesTests {

    /** How the list's own links begin. */
    private static final String LINKS = LIST.replace(":", "%3A");

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Alerts alerts;
    private final Conversations conversations;

    MailPagesTests(
            MockMvcTester pages, Mailboxes mailboxes, Messages messages, Alerts alerts, Conversations conversations) {
        this.alerts = alerts;
        this.conversations = conversations;
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @Test
    void listsTheMailbox() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        var page = pages.get().uri(LIST).with(signedIn()).exchange();

        assertThat(page).hasStatusOk().bodyText().contains("Harbour launch plan", "3 unread of 1 message", "Today");
        assertThat(page).headers().hasValue("Vary", "HX-Request");
    }

    @Test
    void showsWhatTheServerWantsToBeToldUntilItIsPutAway() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));
        when(alerts.of(ACCOUNT)).thenReturn(List.of("The <b>cellar</b> is flooded"));

        var page = pages.get().uri(LIST).with(signedIn()).exchange();
        var dismissed = pages.post()
                .uri("/mail/alerts")
                .with(signedIn())
                .param("back", LIST)
                .exchange();

        assertThat(page).hasStatusOk().bodyText().contains("The &lt;b&gt;cellar&lt;/b&gt; is flooded");
        assertThat(dismissed).hasStatus(303).redirectedUrl().isEqualTo(LIST);
        verify(alerts).dismiss(ACCOUNT);
    }

    @Test
    void showsNoStripWhereThereIsNothingToTell() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        var page = pages.get().uri(LIST).with(signedIn()).exchange();

        assertThat(page).hasStatusOk().bodyText().doesNotContain("Your mail server says");
    }

    @Test
    void escapesWhatStrangersWrote() {
        Letters.given(mailboxes, messages, plain(1, "<img src=x onerror=alert(1)>", "</div><script>alert(1)</script>"));

        var page = pages.get().uri(LIST + "/" + idOf(1)).with(signedIn()).exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("&lt;img src=x", "Maya &lt;b&gt;Lindqvist")
                .doesNotContain("<img src=x", "<script>alert", "<b>Lindqvist");
    }

    @Test
    void searchesTheMailboxWithinATab() {
        Letters.given(mailboxes, messages);

        var page = pages.get()
                .uri(LIST)
                .param("show", "unread")
                .param("q", "harbour & more")
                .with(signedIn())
                .exchange();

        assertThat(page).hasStatusOk().bodyText().contains("Nothing found for");
        verify(messages)
                .list(
                        any(),
                        any(),
                        argThat(query -> "harbour & more".equals(query.words())
                                && query.filters().equals(Set.of(MessageQuery.Filter.UNREAD))));
    }

    @Test
    void openingAMessageMarksItAsRead() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        var page = pages.get().uri(LIST + "/" + idOf(1)).with(signedIn()).exchange();

        assertThat(page).hasStatusOk().bodyText().contains("id=\"subject\"", "Hello");
        verify(messages).flag(ACCOUNT, List.of(ref(1)), Set.of(Flag.SEEN), Set.of());
    }

    @Test
    void aMessageAsksForItsConversationLater() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        var page = pages.get().uri(LIST + "/" + idOf(1)).with(signedIn()).exchange();

        assertThat(page)
                .bodyText()
                .contains(
                        "hx-get=\"" + LINKS + "/" + idOf(1) + "/conversation\"",
                        "<a href=\"" + LINKS + "/" + idOf(1) + "?conversation=true\">");
        verifyNoInteractions(conversations);
    }

    @Test
    void foldsTheConversationAroundItsMessage() {
        Letters.given(mailboxes, messages, plain(2, "Harbour launch plan", "Hello"));
        conversation(plain(1, "Harbour", ""), plain(2, "Re: Harbour", ""), plain(3, "Re: Harbour", ""));

        var update = pages.get()
                .uri(LIST + "/" + idOf(2) + "/conversation")
                .param("sort", "from")
                .with(signedIn())
                .exchange();

        assertThat(update)
                .hasStatusOk()
                .bodyText()
                .containsSubsequence(
                        "id=\"conversation\"",
                        "3 messages in this conversation",
                        "href=\"" + LINKS + "/" + idOf(1) + "?sort=from\"",
                        "Maya &lt;b&gt;Lindqvist",
                        "Good morning",
                        "id=\"later\"",
                        "href=\"" + LINKS + "/" + idOf(3) + "?sort=from\"")
                .doesNotContain("href=\"" + LINKS + "/" + idOf(2), "hx-get");
        verify(messages, never()).flag(any(), any(), any(), any());
    }

    @Test
    void aBrowserWithoutScriptsGetsTheConversationWithThePage() {
        Letters.given(mailboxes, messages, plain(2, "Harbour launch plan", "Hello"));
        conversation(plain(1, "Harbour", ""), plain(2, "Re: Harbour", ""));

        var page = pages.get()
                .uri(LIST + "/" + idOf(2) + "?conversation=true")
                .with(signedIn())
                .exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"rows\"", "2 messages in this conversation", LINKS + "/" + idOf(1));
    }

    @Test
    void aConversationThatCannotBeFoundTakesNoMessageAway() {
        Letters.given(mailboxes, messages, plain(2, "Harbour launch plan", "Hello"));
        when(conversations.of(ACCOUNT, ref(2))).thenThrow(new MailFailure.AccountBusy());

        var page = pages.get()
                .uri(LIST + "/" + idOf(2) + "?conversation=true")
                .with(signedIn())
                .exchange();

        assertThat(page).hasStatusOk().bodyText().contains("The rest of this conversation could not be found", "Hello");
    }

    private void conversation(Message... all) {
        when(conversations.of(ACCOUNT, ref(2)))
                .thenReturn(new Conversation(
                        Arrays.stream(all).map(Message::summary).toList()));
    }

    @Test
    void collapsesConversationsWhereTheReaderWantsThat() {
        var letter = plain(1, "Harbour launch plan", "Hello");
        Letters.given(mailboxes, messages, letter);
        when(messages.list(any(), any(), argThat(query -> query != null && query.collapsed())))
                .thenReturn(new MessagePage(List.of(letter.summary()), 1, null, null, null)
                        .with(Map.of(ref(1), new ConversationCount(3, 1))));

        var plain = pages.get().uri(LIST).with(signedIn()).exchange();
        var collapsed =
                pages.get().uri(LIST + "?collapse=thread").with(signedIn()).exchange();

        assertThat(plain)
                .bodyText()
                .contains("href=\"" + LINKS + "?collapse=thread\"")
                .doesNotContain("3 messages");
        assertThat(collapsed)
                .bodyText()
                .contains("3 messages", LINKS + "/" + idOf(1) + "?collapse=thread", "href=\"" + LINKS + "\"");
    }

    @Test
    void fetchingAheadMarksNothing() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        pages.get()
                .uri(LIST + "/" + idOf(1))
                .header("Sec-Purpose", "prefetch")
                .with(signedIn())
                .exchange();

        verify(messages, never()).flag(any(), any(), any(), any());
    }

    @Test
    void answersOnlyTheMessageWhereThatIsAllThatChanges() {
        Letters.given(mailboxes, messages, plain(1, "Harbour launch plan", "Hello"));

        var update = pages.get()
                .uri(LIST + "/" + idOf(1))
                .header("HX-Request", "true")
                .header("HX-Target", "message")
                .with(signedIn())
                .exchange();

        assertThat(update)
                .hasStatusOk()
                .bodyText()
                .contains("<title>Harbour launch plan", "id=\"message\"")
                .doesNotContain("<html", "id=\"rows\"");
        verify(messages, never()).list(any(), any(), any());
    }

    @Test
    void showsTheNewestFirstInWhateverOrderTheyCame() {
        var early = plain(9, "Moved back", "Hello");
        var late = plain(1, "Harbour launch plan", "Hello");
        Letters.given(mailboxes, messages, received(early, "2026-11-20T09:42:00Z"), late);

        var page = pages.get().uri(LIST).with(signedIn()).exchange();

        assertThat(page).bodyText().containsSubsequence("Today", "Harbour launch plan", "Yesterday", "Moved back");
    }

    @Test
    void aFailedUpdateStaysOnItsPage() {
        when(mailboxes.require(any(), any())).thenThrow(new MailFailure.NoSuchMailbox());

        var update = pages.get()
                .uri(LIST)
                .header("HX-Request", "true")
                .with(signedIn())
                .exchange();

        assertThat(update).hasStatus(404).headers().hasValue("HX-Push-Url", "false");
    }

    @Test
    void saysWhichServerDoesNotAnswer() {
        when(mailboxes.require(any(), any()))
                .thenThrow(new MailFailure.ServerUnreachable(
                        new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS), "it is down", null));

        var page = pages.get().uri(LIST).with(signedIn()).exchange();

        assertThat(page).hasStatus(502).bodyText().contains("imap.vale.example does not answer on port 993");
        assertThat(page).headers().hasValue("Retry-After", "30");
    }

    @Test
    void leadsToTheSignInPageWhenThePasswordIsForgotten() {
        when(mailboxes.require(any(), any())).thenThrow(new MailFailure.SignInNeeded());

        var page = pages.get().uri(LIST).with(signedIn()).exchange();

        assertThat(page).hasStatus(302).redirectedUrl().isEqualTo("/login?expired");
    }

    @Test
    void hidesTheAccountsOfOthers() {
        var page = pages.get()
                .uri("/mail/00000000-0000-0000-0000-000000000000/role:inbox")
                .with(signedIn())
                .exchange();

        assertThat(page).hasStatus(404).bodyText().contains("There is no such account.");
    }

    private static Message received(Message message, String at) {
        var summary = message.summary();
        var moved = new MessageSummary(
                summary.ref(),
                summary.envelope(),
                summary.flags(),
                Instant.parse(at),
                summary.size(),
                summary.hasAttachment(),
                summary.preview(),
                summary.readable(),
                summary.modSeq());
        return new Message(
                moved,
                message.headers(),
                message.structure(),
                message.textBody(),
                message.htmlBody(),
                message.attachments(),
                message.texts(),
                message.types());
    }

    private static String idOf(long uid) {
        return id(plain(uid, "", ""));
    }
}
