package io.lettergate.imap;

import io.lettergate.CyrusServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.mail.MailboxName;

@Needs(Need.CYRUS)
class ImapSessionCyrusTests extends ServerContract {

    @Override
    MailServer server() {
        return CyrusServer.shared();
    }

    @Override
    public MailboxName archive() {
        return new MailboxName("INBOX/Archive");
    }
}
