package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.angus.mail.iap.Argument;

/**
 * Fetches octets of a message in chunks, several asked for at once. A part is asked for decoded where the server offers
 * BINARY (RFC 3516), and as encoded where it turns out not to manage.
 */
final class Pouring {

    private final ImapWire wire;
    private final OctetSink sink;

    Pouring(ImapWire wire, OctetSink sink) {
        this.wire = wire;
        this.sink = sink;
    }

    Poured pour(Section section, Stretch stretch) {
        if (!section.decoded()) {
            return require(section, stretch);
        }
        if (wire.hasCapability("BINARY")) {
            var arrivals = arrivals(section, stretch);
            if (fetch(arrivals).isOK() && arrivals.hasAny()) {
                return arrivals.poured();
            }
        }
        if (stretch.offset() > 0) {
            throw new MailFailure.ServerUnreadable(wire.host(), "it no longer decodes a part that it began", null);
        }
        return require(section.encoded(), stretch);
    }

    /** Asks for the octet that should be the last, and for one more; both come, or neither, where the size is wrong. */
    boolean endsAt(Section section, long size) {
        if (size < 1) {
            return false;
        }
        var arrivals = arrivals(section, Stretch.of(size - 1, 2));
        return fetch(arrivals).isOK() && arrivals.hasAny() && arrivals.poured().end() == size;
    }

    private Poured require(Section section, Stretch stretch) {
        var arrivals = arrivals(section, stretch);
        var completion = fetch(arrivals);
        if (arrivals.hasAny()) {
            return arrivals.poured();
        }
        if (!completion.isOK()) {
            throw new MailFailure.ServerRefused(wire.host(), completion.words());
        }
        if (!arrivals.found()) {
            throw new MailFailure.MessageGone();
        }
        return new Poured(section, stretch.offset(), true, null);
    }

    /** How the first of the commands ended. */
    private Answer fetch(Arrivals arrivals) {
        return wire.together("UID FETCH", commands(arrivals), arrivals, arrivals::see)
                .getFirst();
    }

    private Arrivals arrivals(Section section, Stretch stretch) {
        return new Arrivals(section, stretch, sink, wire.connection()::begin);
    }

    private static List<Argument> commands(Arrivals arrivals) {
        var uid = arrivals.section().message().uid().value();
        return IntStream.range(0, arrivals.stretch().chunks())
                .mapToObj(index -> new Argument().writeAtom(uid + " " + arrivals.items(index)))
                .toList();
    }
}
