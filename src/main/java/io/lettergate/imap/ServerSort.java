package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import org.eclipse.angus.mail.iap.Argument;

/** Sorts by the server's UID SORT (RFC 5256). */
final class ServerSort {

    private ServerSort() {}

    static long[] sort(ImapWire wire, Searching searching, MessageQuery query) {
        var arguments =
                new Argument().writeAtom("(" + key(query.sort()) + ") UTF-8").append(searching.bare(query));
        var answers = wire.run("UID SORT", arguments);
        if (answers.completion().code().equals("BADCHARSET")) {
            throw new Searching.BadCharset();
        }
        if (!answers.completion().isOK()) {
            throw new MailFailure.ServerRefused(
                    wire.host(), answers.completion().words());
        }
        return searching.numbers(answers).distinct().toArray();
    }

    static String key(Sort sort) {
        var key = switch (sort.key()) {
            case RECEIVED -> "ARRIVAL";
            case SENT -> "DATE";
            case FROM -> "FROM";
            case TO -> "TO";
            case SUBJECT -> "SUBJECT";
            case SIZE -> "SIZE";
        };
        return sort.descending() ? "REVERSE " + key : key;
    }
}
