package io.lettergate.imap;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Uid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Which rows answer each other, for servers that do not tell: those that name one message in common, at any remove. */
final class Answering {

    private final Map<String, String> leaders = new HashMap<>();

    static Groups groups(Map<Uid, CachedRow> rows) {
        var answering = new Answering();
        rows.forEach((uid, row) -> answering.join(own(uid, row.envelope()), row.envelope()));
        Map<String, List<Long>> groups = new LinkedHashMap<>();
        rows.forEach((uid, row) -> groups.computeIfAbsent(
                        answering.leader(own(uid, row.envelope())), first -> new ArrayList<>())
                .add(uid.value()));
        return Groups.of(groups.values());
    }

    private static String own(Uid uid, Envelope envelope) {
        return Objects.requireNonNullElseGet(envelope.messageId(), () -> " " + uid.value());
    }

    private void join(String own, Envelope envelope) {
        Stream.concat(envelope.references().stream(), envelope.inReplyTo().stream())
                .forEach(id -> leaders.put(leader(id), leader(own)));
    }

    /** Halves the way as it goes, so that the next one is shorter. */
    private String leader(String id) {
        var here = id;
        var next = leaders.getOrDefault(here, here);
        while (!next.equals(here)) {
            var beyond = leaders.getOrDefault(next, next);
            leaders.put(here, beyond);
            here = next;
            next = beyond;
        }
        return here;
    }
}
