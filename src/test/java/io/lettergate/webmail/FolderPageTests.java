package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.ARCHIVE;
import static io.lettergate.webmail.Letters.TRASH;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class FolderPageTests {

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;

    FolderPageTests(MockMvcTester pages, Mailboxes mailboxes, MailboxChanges changes, Messages messages) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    @BeforeEach
    void given() {
        Letters.given(mailboxes, messages);
        when(mailboxes.storage(ACCOUNT)).thenReturn(Optional.empty());
    }

    @Test
    void offersToEmptyTrashWithTheNumberAndNeverToChangeTheInbox() throws Exception {
        var page = page();

        assertThat(page.select("button[value=empty]").eachText()).containsExactly("Empty Trash (7)");
        assertThat(page.select("details.manage")).hasSize(2);
    }

    @Test
    void makesAFolder() {
        when(changes.create(ACCOUNT, ARCHIVE, "Harbour", null)).thenReturn(ARCHIVE);

        var answer = post("act", "create", "name", "Harbour", "parent", id());

        assertThat(answer).hasStatus3xxRedirection().redirectedUrl().isEqualTo("/folders");
        assertThat(told(answer)).isEqualTo(new Told("create", "Archive", 0));
    }

    @Test
    void saysWhatAPersonCanPutRight() {
        when(changes.create(ACCOUNT, null, "Archive", null)).thenThrow(new MailFailure.MailboxExists());

        var answer = post("act", "create", "name", "Archive", "parent", "");

        assertThat(told(answer).isRefusal()).isTrue();
        assertThat(told(answer).words()).contains("already");
    }

    @Test
    void removesOnlyWhatSomebodyIsSureAbout() {
        post("act", "remove", "id", id());
        post("act", "remove", "id", id(), "sure", "true");

        verify(changes).remove(ACCOUNT, ARCHIVE, false);
        verify(changes).remove(ACCOUNT, ARCHIVE, true);
    }

    @Test
    void emptiesTrash() {
        when(changes.empty(ACCOUNT, TRASH)).thenReturn(7L);

        var answer = post("act", "empty", "id", OpaqueId.of(TRASH.name()).value());

        assertThat(told(answer)).isEqualTo(new Told("empty", "Trash", 7));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(post("act", "explode", "id", id())).hasStatus(400);
    }

    @Test
    void showsHowMuchRoomThereIs() throws Exception {
        var quota = new Quota("User quota", Quota.Resource.STORAGE, 3_100_000_000L, 10_000_000_000L);
        when(mailboxes.storage(ACCOUNT)).thenReturn(Optional.of(quota));

        var page = page();

        assertThat(page.select(".store p").text()).isEqualTo("3.1 GB of 10.0 GB used");
        assertThat(page.select(".store meter").attr("value")).isEqualTo("31");
    }

    private Document page() throws Exception {
        var answer = pages.get().uri("/folders").with(signedIn()).exchange();
        return Jsoup.parse(answer.getResponse().getContentAsString());
    }

    private MvcTestResult post(String... fields) {
        var request = pages.post().uri("/folders/" + ACCOUNT.id()).with(signedIn());
        for (int index = 0; index < fields.length; index += 2) {
            request.param(fields[index], fields[index + 1]);
        }
        return request.exchange();
    }

    private static Told told(MvcTestResult answer) {
        return (Told) answer.getMvcResult().getFlashMap().get("told");
    }

    private static String id() {
        return OpaqueId.of(ARCHIVE.name()).value();
    }
}
