package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.ARCHIVE;
import static io.lettergate.webmail.Letters.LIST;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.plain;
import static io.lettergate.webmail.Letters.ref;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.OpaqueId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class ActPageTests {

    private static final String DO = "/mail/" + ACCOUNT.id() + "/do";

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;

    ActPageTests(MockMvcTester pages, Mailboxes mailboxes, Messages messages) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @Test
    void archivesAndTellsTheWayBack() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));
        var there = new MessageRef(ARCHIVE.name(), new UidValidity(1), new Uid(9));
        when(messages.move(ACCOUNT, List.of(ref(1)), ARCHIVE)).thenReturn(List.of(new Moved(ref(1), there)));

        var answer = post("act", "archive", "id", idOf(1), "list", LIST);

        assertThat(answer).hasStatus(303).redirectedUrl().isEqualTo(LIST);
        assertThat(strip(answer).undo()).containsExactly(OpaqueId.of(there).value());
        assertThat(strip(answer).to()).isEqualTo(OpaqueId.of(ref(1).mailbox()).value());
    }

    @Test
    void offersNoWayBackWhereTheServerDoesNotTellIt() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));
        when(messages.move(ACCOUNT, List.of(ref(1)), ARCHIVE)).thenReturn(List.of(new Moved(ref(1), null)));

        var answer = post("act", "archive", "id", idOf(1), "list", LIST);

        assertThat(strip(answer).undo()).isEmpty();
    }

    @Test
    void goesOnWithTheNextMessageWhenTheOpenOneLeaves() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));
        var next = LIST + "/" + idOf(2);

        var answer =
                post("act", "archive", "id", idOf(1), "open", idOf(1), "list", LIST, "next", next, "back", LIST + "/x");

        assertThat(answer).redirectedUrl().isEqualTo(next);
    }

    @Test
    void returnsToTheListAfterMarkingTheOpenMessageAsUnread() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));

        var answer = post("act", "unread", "id", idOf(1), "open", idOf(1), "list", LIST, "back", LIST + "/" + idOf(1));

        assertThat(answer).redirectedUrl().isEqualTo(LIST);
        verify(messages).flag(ACCOUNT, List.of(ref(1)), Set.of(), Set.of(Flag.SEEN));
    }

    @Test
    void leadsNowhereElse() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));

        var answer = post("act", "star", "id", idOf(1), "list", "https://evil.example/mail");

        assertThat(answer).redirectedUrl().isEqualTo("/mail");
    }

    @Test
    void deletesForGoodOnlyWhatIsInTrash() {
        Letters.given(mailboxes, messages, plain(1, "One", ""));

        post("act", "delete", "id", idOf(1), "list", LIST);

        verify(messages, never()).delete(any(), any());
    }

    @Test
    void refusesAnActThatIsNone() {
        assertThat(post("act", "explode", "id", idOf(1))).hasStatus(400);
    }

    @Test
    void refusesAFormOfAnotherSite() {
        var answer = pages.post()
                .uri(DO)
                .with(request -> {
                    signedIn().postProcessRequest(request);
                    request.removeParameter("_csrf");
                    return request;
                })
                .param("act", "archive")
                .exchange();

        assertThat(answer).hasStatus(403);
    }

    private MvcTestResult post(String... parameters) {
        var request = pages.post().uri(DO).with(signedIn());
        for (var index = 0; index < parameters.length; index += 2) {
            request = request.param(parameters[index], parameters[index + 1]);
        }
        return request.exchange();
    }

    private static Strip strip(MvcTestResult answer) {
        return (Strip) answer.getMvcResult().getFlashMap().get("strip");
    }

    private static String idOf(long uid) {
        return id(plain(uid, "", ""));
    }
}
