package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class MailboxControllerTests {

    private final MockMvcTester api;
    private final Mailboxes mailboxes;

    MailboxControllerTests(MockMvcTester api, Mailboxes mailboxes) {
        this.api = api;
        this.mailboxes = mailboxes;
    }

    @Test
    void listsTheTreeWithItsCounts() {
        when(mailboxes.all(Robin.ACCOUNT)).thenReturn(List.of(Samples.ARCHIVE, Samples.OLD));

        var answer =
                api.get().uri(Robin.AT + "/mailboxes").with(Robin.signedIn()).exchange();

        var archive = OpaqueId.of(Samples.ARCHIVE.name());
        var old = OpaqueId.of(Samples.OLD.name());
        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [
                  {"id": "%s", "name": "Archive", "path": "Archive", "role": "archive",
                   "depth": 0, "selectable": true, "total": 12, "unread": 3},
                  {"id": "%s", "parentId": "%s", "name": "Old", "path": "Archive/Old",
                   "depth": 1, "selectable": true, "total": 12, "unread": 3}]}""".formatted(archive, old, archive));
    }

    @Test
    void leavesOutCountsThatTheServerDoesNotTell() {
        var silent = new Mailbox(new MailboxName("Silent"), null, null, true, null);
        when(mailboxes.all(Robin.ACCOUNT)).thenReturn(List.of(silent));

        var answer =
                api.get().uri(Robin.AT + "/mailboxes").with(Robin.signedIn()).exchange();

        assertThat(answer)
                .bodyJson()
                .doesNotHavePath("items[0].total")
                .doesNotHavePath("items[0].unread")
                .doesNotHavePath("items[0].role");
    }

    @Test
    void showsTheMailboxWithARole() {
        when(mailboxes.all(Robin.ACCOUNT)).thenReturn(List.of(Samples.ARCHIVE));
        when(mailboxes.require(Robin.ACCOUNT, "role:archive")).thenReturn(Samples.ARCHIVE);

        var answer = api.get()
                .uri(Robin.AT + "/mailboxes/role:archive")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("path").isEqualTo("Archive");
    }

    @Test
    void saysThatThereIsNoSuchMailbox() {
        when(mailboxes.require(Robin.ACCOUNT, "unknown")).thenThrow(new MailFailure.NoSuchMailbox());

        var answer = api.get()
                .uri(Robin.AT + "/mailboxes/unknown")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(404);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("no-such-mailbox");
    }
}
