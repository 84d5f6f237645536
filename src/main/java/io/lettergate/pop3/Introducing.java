package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Heading;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Wanted;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells the person of messages that are too large to be collected unasked, by what the server shows of them. */
final class Introducing {

    private static final int AT_ONCE = 50;

    private final Claim claim;
    private final Drop drop;
    private final Ledger ledger;

    Introducing(Claim claim, Drop drop, Ledger ledger) {
        this.claim = claim;
        this.drop = drop;
        this.ledger = ledger;
    }

    /** Introduces some of them in one look, and the rest in the next. */
    void introduce(List<Wanted> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var some = messages.stream().limit(AT_ONCE).collect(Collectors.toMap(Wanted::number, Function.identity()));
        drop.tops(List.copyOf(some.keySet()), 0, HeaderTap.MOST, new Tops() {
            @Override
            public void came(int number, byte[] octets) {
                tell(some, number, Headings.of(HeaderTap.header(octets)));
            }

            @Override
            public void refused(int number, Reply reply) {
                tell(some, number, new Heading("", "", "", null));
            }
        });
    }

    private void tell(Map<Integer, Wanted> messages, int number, Heading heading) {
        var message = messages.get(number);
        if (message != null) {
            ledger.leftThere(claim, message, named(heading));
        }
    }

    private static Heading named(Heading heading) {
        var subject = heading.subject().isBlank() ? "(no subject)" : heading.subject();
        var sender = heading.sender().isBlank() ? "(not shown)" : heading.sender();
        return new Heading(heading.digest(), subject, sender, heading.sentAt());
    }
}
