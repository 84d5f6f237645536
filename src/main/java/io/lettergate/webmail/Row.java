package io.lettergate.webmail;

import io.lettergate.mail.Address;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.webmail.content.OneLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of a list.
 *
 * @param who everybody the message is from, or to where the list holds sent mail
 * @param at the instant as machines read it
 * @param messages how many messages it stands for; 1 in a list that is not collapsed
 */
record Row(
        String id,
        String url,
        Person person,
        String who,
        String subject,
        String preview,
        String when,
        String at,
        boolean unread,
        boolean starred,
        boolean file,
        boolean readable,
        int messages) {

    static Row of(MessageSummary summary, Place place, Almanac almanac, boolean sent) {
        var id = OpaqueId.of(summary.ref()).value();
        var people = sent ? summary.envelope().to() : summary.envelope().from();
        return new Row(
                id,
                place.message(id),
                Person.first(people),
                names(people),
                OneLine.of(summary.envelope().subject()),
                OneLine.of(summary.preview()),
                almanac.brief(summary.receivedAt()),
                summary.receivedAt().toString(),
                summary.isUnread(),
                summary.isFlagged(),
                summary.hasAttachment(),
                summary.readable(),
                1);
    }

    /** The same for the newest message of a conversation. */
    Row with(ConversationCount count) {
        return new Row(
                id,
                url,
                person,
                who,
                subject,
                preview,
                when,
                at,
                unread || count.unread() > 0,
                starred,
                file,
                readable,
                count.messages());
    }

    /** The row of a message that is being opened. */
    Row read() {
        return new Row(id, url, person, who, subject, preview, when, at, false, starred, file, readable, messages);
    }

    private static String names(List<Address> people) {
        return people.stream()
                .limit(5)
                .map(address -> Person.of(address).name())
                .collect(Collectors.joining(", "));
    }
}
