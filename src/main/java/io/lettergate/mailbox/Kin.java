package io.lettergate.mailbox;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MessageSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A conversation while it is gathered: who belongs to it, and by which Message-IDs others may. */
final class Kin {

    /** How many Message-IDs are asked for at once: each is looked for in every header of a mailbox. */
    private static final int AT_ONCE = 8;

    private static final Comparator<MessageSummary> OLDEST_FIRST = Comparator.comparing(MessageSummary::receivedAt)
            .thenComparing(Kin::sentAt)
            .thenComparing(message -> message.ref().uid());

    private final MessageSummary first;
    private final Map<String, MessageSummary> found = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private Set<String> unasked;

    Kin(MessageSummary first) {
        this.first = first;
        found.put(name(first), first);
        unasked = nearest(first.envelope());
    }

    boolean hasUnasked() {
        return !unasked.isEmpty();
    }

    /** The ids to ask for next. */
    Set<String> ask() {
        var next = unasked;
        asked.addAll(next);
        unasked = Set.of();
        return next;
    }

    /** Takes what was found; where it began elsewhere, others may have begun there, too. */
    void add(Collection<MessageSummary> messages) {
        messages.forEach(message -> found.putIfAbsent(name(message), message));
        unasked = found.values().stream()
                .flatMap(message -> beginning(message.envelope()))
                .filter(id -> !asked.contains(id))
                .limit(AT_ONCE)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The newest, and the one that was asked about whatever its age. */
    Conversation conversation(int most) {
        var others = found.values().stream()
                .filter(message -> !message.ref().equals(first.ref()))
                .sorted(OLDEST_FIRST.reversed())
                .limit(most - 1L);
        return new Conversation(
                Stream.concat(Stream.of(first), others).sorted(OLDEST_FIRST).toList());
    }

    /** Its own id, where it began, and what it answers: the nearest first, as nobody asks for a hundred. */
    private static Set<String> nearest(Envelope envelope) {
        return Stream.of(
                        Stream.ofNullable(envelope.messageId()),
                        beginning(envelope),
                        envelope.inReplyTo().stream(),
                        envelope.references().reversed().stream())
                .flatMap(ids -> ids)
                .distinct()
                .limit(AT_ONCE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> beginning(Envelope envelope) {
        return Stream.concat(envelope.references().stream(), envelope.inReplyTo().stream())
                .limit(1);
    }

    /** By what a message is known to be the same as another. */
    private static String name(MessageSummary message) {
        return Objects.requireNonNullElseGet(
                message.envelope().messageId(), () -> message.ref().toString());
    }

    private static Instant sentAt(MessageSummary message) {
        return Objects.requireNonNullElse(message.envelope().sentAt(), message.receivedAt());
    }
}
