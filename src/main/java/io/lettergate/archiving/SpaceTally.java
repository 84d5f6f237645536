package io.lettergate.archiving;

import io.lettergate.mail.Address;
import io.lettergate.mail.Mailbox;
import io.lettergate.mailbox.Weight;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Adds up messages by mailbox, sender and size, in bounded memory. */
final class SpaceTally {

    private static final int SHOWN = 50;
    private static final int MOST_SENDERS = 50_000;

    private final long expected;
    private final Map<Mailbox, Sum> mailboxes = new HashMap<>();
    private final Map<String, Sum> senders = new HashMap<>();
    private final PriorityQueue<Weight> largest = new PriorityQueue<>(Comparator.comparingLong(Weight::size));
    private final Sum all = new Sum(new Address(null, ""));

    SpaceTally(long expected) {
        this.expected = expected;
    }

    void add(Mailbox mailbox, List<Weight> weights) {
        var inMailbox = mailboxes.computeIfAbsent(mailbox, key -> new Sum(new Address(null, "")));
        for (var weight : weights) {
            all.add(weight.size());
            inMailbox.add(weight.size());
            addSender(weight);
            largest.add(weight);
            if (largest.size() > SHOWN) {
                largest.poll();
            }
        }
    }

    private void addSender(Weight weight) {
        var from = weight.from();
        if (from == null) {
            return;
        }
        var key = from.email().toLowerCase(Locale.ROOT);
        if (senders.size() < MOST_SENDERS || senders.containsKey(key)) {
            senders.computeIfAbsent(key, email -> new Sum(from)).add(weight.size());
        }
    }

    SpaceReport report(Instant asOf, boolean done, @Nullable String problem) {
        return new SpaceReport(
                asOf,
                done,
                Math.max(expected, all.messages),
                all.messages,
                all.octets,
                mailboxes.entrySet().stream()
                        .map(entry -> new SpaceReport.InMailbox(
                                entry.getKey(), entry.getValue().messages, entry.getValue().octets))
                        .sorted(Comparator.comparingLong(SpaceReport.InMailbox::octets)
                                .reversed())
                        .toList(),
                senders.values().stream()
                        .sorted(Comparator.comparingLong((Sum sum) -> sum.octets)
                                .reversed())
                        .limit(SHOWN)
                        .map(sum -> new SpaceReport.FromSender(sum.sender, sum.messages, sum.octets))
                        .toList(),
                largest.stream()
                        .sorted(Comparator.comparingLong(Weight::size).reversed())
                        .toList(),
                problem);
    }

    /** A count that grows. */
    private static final class Sum {
        private final Address sender;
        private long messages;
        private long octets;

        Sum(Address sender) {
            this.sender = sender;
        }

        void add(long size) {
            messages++;
            octets += size;
        }
    }
}
