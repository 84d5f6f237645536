package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Conversation;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Messages;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Folds the conversation around an open message. */
@Component
class Folding {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    private final Messages messages;
    private final Conversations conversations;

    Folding(Messages messages, Conversations conversations) {
        this.messages = messages;
        this.conversations = conversations;
    }

    /** A conversation that a server cannot find now never takes the message away. */
    Folds around(Account account, String id, Place place, Almanac almanac) {
        var message = messages.locate(account, id);
        try {
            return folds(account, message, conversations.of(account, message), place, almanac);
        } catch (MailFailure.SignInNeeded | MailFailure.SignInRefused notSignedIn) {
            throw notSignedIn;
        } catch (MailFailure notNow) {
            LOG.info("conversation left out account={} reason={}", account.id(), notNow.sentence());
            return Folds.MISSING;
        }
    }

    private static Folds folds(
            Account account, MessageRef open, Conversation conversation, Place place, Almanac almanac) {
        var rows = conversation.messages();
        var here = rows.stream().map(MessageSummary::ref).toList().indexOf(open);
        return new Folds(
                lines(account, rows.subList(0, Math.max(here, 0)), place, almanac),
                lines(account, rows.subList(here + 1, rows.size()), place, almanac),
                false);
    }

    private static List<Fold> lines(Account account, List<MessageSummary> rows, Place place, Almanac almanac) {
        return rows.stream()
                .map(summary -> Fold.of(account, summary, place, almanac))
                .toList();
    }
}
