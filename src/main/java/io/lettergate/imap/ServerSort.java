package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;

/** Sorts by the server's UID SORT (RFC 5256). */
final class ServerSort {

    /** Dovecot gives parts of orders, and announces it by this. */
    private static final String CONTEXT = "CONTEXT=SEARCH";

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

    /**
     * As {@link #sort}, from one position to another, without the rest of the order; nothing where the server cannot
     * give a part of it (RFC 5267 §4.4).
     */
    static Optional<OrderPart> part(ImapWire wire, Searching searching, MessageQuery query, long first, long last) {
        if (!wire.hasCapability("ESORT") || !(wire.hasCapability("CONTEXT=SORT") || wire.hasCapability(CONTEXT))) {
            return Optional.empty();
        }
        var arguments = new Argument()
                .writeAtom("RETURN (PARTIAL " + first + ":" + last + " COUNT) (" + key(query.sort()) + ") UTF-8")
                .append(searching.bare(query));
        var answers = wire.run("UID SORT", arguments);
        return answers.completion().isOK()
                ? answers.all("ESEARCH").findFirst().flatMap(answer -> part(answer, first, last - first + 1))
                : Optional.empty();
    }

    private static Optional<OrderPart> part(Answer answer, long first, long most) {
        var total = Searching.extended(answer, "COUNT");
        var partial = Searching.extended(answer, "PARTIAL").asList();
        if (total.isNil() || partial.size() < 2) {
            return Optional.empty();
        }
        var uids = partial.get(1).isNil()
                ? new long[0]
                : UidSet.numbers(partial.get(1).asText(), most).distinct().toArray();
        return Optional.of(new OrderPart(first, uids, Math.max(total.asNumber(), first - 1 + uids.length)));
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
