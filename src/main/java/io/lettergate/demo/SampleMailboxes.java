package io.lettergate.demo;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import io.lettergate.accounts.DemoUser;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two mailboxes of the demo: one with folders for IMAP, one with an inbox for POP3. */
class SampleMailboxes {

    /** The folders of the IMAP mailbox; the server knows no roles, so clients go by these names (RFC 6154). */
    static final List<String> FOLDERS = List.of(
            "Drafts",
            "Sent",
            "Archive",
            "Junk",
            "Trash",
            "Projects",
            "Projects" + ImapConstants.HIERARCHY_DELIMITER + "Harbour",
            "Receipts");

    private final GreenMail server;
    private final Map<String, MailFolder> folders = new HashMap<>();

    SampleMailboxes(GreenMail server) {
        this.server = server;
    }

    /** Makes the users and their folders, and puts the messages into them, the oldest first. */
    void fill(List<SampleMessage> messages) {
        try {
            create();
        } catch (FolderException | AuthorizationException refused) {
            throw new IllegalStateException("The demo cannot make its folders", refused);
        }
        for (var message : messages) {
            folder(message.folder()).appendMessage(message.content(), message.flags(), Date.from(message.sentAt()));
        }
    }

    private void create() throws FolderException, AuthorizationException {
        var hosts = server.getManagers().getImapHostManager();
        var imap = user(DemoMailServer.IMAP_USER);
        folders.put("Inbox", hosts.getInbox(imap));
        hosts.subscribe(imap, ImapConstants.INBOX_NAME);
        for (var name : FOLDERS) {
            folders.put(name, created(hosts, imap, name));
        }
        folders.put("Post", hosts.getInbox(user(DemoMailServer.POP3_USER)));
    }

    private static MailFolder created(ImapHostManager hosts, GreenMailUser user, String name)
            throws FolderException, AuthorizationException {
        var folder = hosts.createMailbox(user, name);
        hosts.subscribe(user, name);
        return folder;
    }

    private GreenMailUser user(DemoUser user) {
        return server.setUser(user.address(), user.address(), user.password());
    }

    private MailFolder folder(String name) {
        var folder = folders.get(name);
        if (folder == null) {
            throw new IllegalStateException("The demo has no folder " + name);
        }
        return folder;
    }
}
