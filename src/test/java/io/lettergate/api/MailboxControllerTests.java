package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.Sharing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class MailboxControllerTests {

    private final MockMvcTester api;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Sharing sharing;

    MailboxControllerTests(MockMvcTester api, Mailboxes mailboxes, MailboxChanges changes, Sharing sharing) {
        this.api = api;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.sharing = sharing;
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
                   "depth": 0, "selectable": true, "total": 12, "unread": 3,
                   "subscribed": true, "namespace": "personal"},
                  {"id": "%s", "parentId": "%s", "name": "Old", "path": "Archive/Old",
                   "depth": 1, "selectable": true, "total": 12, "unread": 3,
                   "subscribed": true, "namespace": "personal"}]}""".formatted(archive, old, archive));
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

    @Test
    void makesAMailboxBelowAnother() {
        when(mailboxes.require(Robin.ACCOUNT, "role:archive")).thenReturn(Samples.ARCHIVE);
        when(changes.create(Robin.ACCOUNT, Samples.ARCHIVE, "Old", null)).thenReturn(Samples.OLD);
        when(mailboxes.all(Robin.ACCOUNT)).thenReturn(List.of(Samples.ARCHIVE, Samples.OLD));

        var answer = api.post()
                .uri(Robin.AT + "/mailboxes")
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"Old\", \"parentId\": \"role:archive\"}")
                .exchange();

        var old = OpaqueId.of(Samples.OLD.name());
        assertThat(answer).hasStatus(201).redirectedUrl().isEqualTo(Robin.AT + "/mailboxes/" + old);
        assertThat(answer).bodyJson().extractingPath("path").isEqualTo("Archive/Old");
    }

    @Test
    void refusesAMailboxWithoutANameAndARoleNobodyKnows() {
        var nameless = post("{}");
        var odd = post("{\"name\": \"Old\", \"role\": \"inbox\"}");

        assertThat(nameless).hasStatus(400);
        assertThat(nameless).bodyJson().extractingPath("errors[0].pointer").isEqualTo("/name");
        assertThat(odd).bodyJson().extractingPath("errors[0].pointer").isEqualTo("/role");
    }

    private MvcTestResult post(String body) {
        return api.post()
                .uri(Robin.AT + "/mailboxes")
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void renamesWhereItStands() {
        when(mailboxes.require(Robin.ACCOUNT, "old")).thenReturn(Samples.OLD);
        when(mailboxes.all(Robin.ACCOUNT)).thenReturn(List.of(Samples.ARCHIVE, Samples.OLD));
        when(changes.rename(Robin.ACCOUNT, Samples.OLD, Samples.ARCHIVE, "Older"))
                .thenReturn(Samples.OLD);

        var answer = api.patch()
                .uri(Robin.AT + "/mailboxes/old")
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"Older\"}")
                .exchange();

        assertThat(answer).hasStatusOk();
        verify(changes).rename(Robin.ACCOUNT, Samples.OLD, Samples.ARCHIVE, "Older");
    }

    @Test
    void namesTheCapabilityThatIsMissing() {
        when(mailboxes.require(Robin.ACCOUNT, "role:archive")).thenReturn(Samples.ARCHIVE);
        when(sharing.grants(Robin.ACCOUNT, Samples.ARCHIVE)).thenThrow(new MailFailure.CapabilityMissing("acl"));

        var answer = api.get()
                .uri(Robin.AT + "/mailboxes/role:archive/grants")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("capability-missing");
        assertThat(answer).bodyJson().extractingPath("capability").isEqualTo("acl");
    }
}
