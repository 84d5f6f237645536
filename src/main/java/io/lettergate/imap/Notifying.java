package io.lettergate.imap;

import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;

/** What a server says unasked, of all mailboxes where it knows NOTIFY (RFC 5465), else of the inbox only. */
final class Notifying {

    private static final String EVENTS = "SET (SELECTED (MessageNew MessageExpunge FlagChange)) "
            + "(PERSONAL (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))";
    private static final Set<String> OF_INBOX = Set.of("EXISTS", "EXPUNGE", "VANISHED", "FETCH");
    private static final Set<String> OF_MAILBOXES = Set.of("STATUS", "LIST", "LSUB");

    private Notifying() {}

    /** Asks for news of all mailboxes, and says whether they will come. */
    static boolean begin(ImapWire wire) {
        return wire.hasCapability("NOTIFY")
                && wire.run("NOTIFY", new Argument().writeAtom(EVENTS))
                        .completion()
                        .isOK();
    }

    static boolean isNews(Answer answer) {
        return OF_INBOX.stream().anyMatch(answer::is) || isOfMailboxes(answer);
    }

    /** Whether there is news, and none of it of other mailboxes. */
    static boolean isAboutInbox(List<Answer> heard) {
        return heard.stream().anyMatch(Notifying::isNews) && heard.stream().noneMatch(Notifying::isOfMailboxes);
    }

    private static boolean isOfMailboxes(Answer answer) {
        return OF_MAILBOXES.stream().anyMatch(answer::is);
    }
}
