package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.MessageQuery.Filter;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.Sort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class MessageListControllerTests {

    private final MockMvcTester api;
    private final Mailboxes mailboxes;
    private final Messages messages;

    MessageListControllerTests(MockMvcTester api, Mailboxes mailboxes, Messages messages) {
        this.api = api;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @BeforeEach
    void thereIsAnInbox() {
        when(mailboxes.require(Robin.ACCOUNT, "role:inbox")).thenReturn(Samples.INBOX);
    }

    @Test
    void listsAPageWithTheWayOn() {
        var page = new MessagePage(List.of(Samples.summary()), 12, Cursor.parse("o3-7"), Cursor.parse("n3-7"), null);
        when(messages.listUnless(eq(Robin.ACCOUNT), eq(Samples.INBOX), eq(MessageQuery.newest(50)), any()))
                .thenReturn(Optional.of(page));

        var answer = list("");

        assertThat(answer).hasStatusOk().hasHeader("Cache-Control", "no-store");
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"items": [{
                   "id": "%s", "mailboxId": "%s",
                   "envelope": {
                     "subject": "Boats on Tuesday",
                     "from": [{"name": "Ada", "email": "ada@vale.example"}],
                     "replyTo": [], "to": [{"email": "robin@vale.example"}], "cc": [], "bcc": [],
                     "sentAt": "2026-03-01T09:15:00Z", "messageId": "boats@vale.example",
                     "inReplyTo": [], "references": []},
                   "keywords": {"$seen": true},
                   "receivedAt": "2026-03-01T09:15:02Z", "size": 2048,
                   "hasAttachment": true, "preview": "Shall we?", "readable": true}],
                 "page": {"next": "o3-7", "prev": "n3-7", "total": 12}}""".formatted(Samples.ID, OpaqueId.of(Samples.INBOX.name())));
    }

    @Test
    void namesTheVersionOfAPage() {
        var version = new ListVersion("1.2.3");
        var page = new MessagePage(List.of(), 0, null, null, version);
        when(messages.listUnless(any(), any(), any(), any())).thenReturn(Optional.of(page));

        var answer = list("");

        assertThat(answer).hasStatusOk().hasHeader("Cache-Control", "private, no-cache");
        assertThat(answer.getResponse().getHeader("ETag")).startsWith("W/\"").isNotEqualTo("W/\"1.2.3\"");
    }

    @Test
    void answersNothingWhereThePageIsStillTheSame() {
        var version = new ListVersion("1.2.3");
        when(messages.listUnless(any(), any(), any(), any())).thenAnswer(asked -> {
            Predicate<ListVersion> known = asked.getArgument(3);
            return known.test(version)
                    ? Optional.empty()
                    : Optional.of(new MessagePage(List.of(), 0, null, null, version));
        });
        var tag = list("").getResponse().getHeader("ETag");

        var again = api.get()
                .uri(Robin.AT + "/mailboxes/role:inbox/messages")
                .with(Robin.signedIn())
                .header("If-None-Match", String.valueOf(tag))
                .exchange();

        assertThat(again).hasStatus(304).hasHeader("ETag", String.valueOf(tag));
        assertThat(again).bodyText().isEmpty();
    }

    @Test
    void sortsAsTheAddressSays() {
        var query = new MessageQuery(50, null, Set.of(Filter.ATTACHMENTS), null, Sort.parse("-subject"));
        when(messages.listUnless(eq(Robin.ACCOUNT), eq(Samples.INBOX), eq(query), any()))
                .thenReturn(Optional.of(new MessagePage(List.of(), 0, null, null, null)));

        assertThat(list("?sort=-subject&filter=attachments")).hasStatusOk();
        assertThat(list("?sort=colour")).hasStatus(400);
    }

    @Test
    void collapsesConversations() {
        var query = new MessageQuery(50, null, Set.of(), null, Sort.NEWEST, true);
        var page = new MessagePage(List.of(Samples.summary()), 1, null, null, null)
                .with(Map.of(Samples.REF, new ConversationCount(3, 2)));
        when(messages.listUnless(eq(Robin.ACCOUNT), eq(Samples.INBOX), eq(query), any()))
                .thenReturn(Optional.of(page));

        assertThat(list("?collapse=thread")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s", "conversation": {"messages": 3, "unread": 2}}]}""".formatted(Samples.ID));
        assertThat(list("?collapse=sender")).hasStatus(400);
    }

    @Test
    void asksForWhatTheAddressSays() {
        var query = new MessageQuery(2, Cursor.parse("o3-7"), Set.of(Filter.UNREAD, Filter.FLAGGED), "boats");
        when(messages.listUnless(eq(Robin.ACCOUNT), eq(Samples.INBOX), eq(query), any()))
                .thenReturn(Optional.of(new MessagePage(List.of(), 0, null, null, null)));

        var answer = list("?limit=2&cursor=o3-7&filter=unread,flagged&q=boats");

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [], "page": {"total": 0}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "cursor=o1-x, cursor",
        "cursor=o1-0, cursor",
        "filter=purple, filter"
    })
    void namesTheParameterThatCannotBe(String query, String parameter) {
        var answer = list("?" + query);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("bad-request");
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo(parameter);
    }

    @Test
    void saysThatACursorIsVoid() {
        when(messages.listUnless(any(), any(), any(), any())).thenThrow(new MailFailure.MailboxReset());

        var answer = list("?cursor=o3-7");

        assertThat(answer).hasStatus(410);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("cursor-expired");
    }

    private MvcTestResult list(String query) {
        return api.get()
                .uri(Robin.AT + "/mailboxes/role:inbox/messages" + query)
                .with(Robin.signedIn())
                .exchange();
    }
}
