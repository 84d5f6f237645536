package io.lettergate.imap;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much the mailboxes held when they were looked at last; the inbox is watched on its own. */
record FolderCounts(Map<MailboxName, MailboxStatus> counts) {

    static final FolderCounts NONE = new FolderCounts(Map.of());

    /** Stands for counts that a server does not tell. */
    private static final MailboxStatus UNTOLD = new MailboxStatus(0, 0, new UidValidity(0), 0);

    FolderCounts {
        counts = Map.copyOf(counts);
    }

    static FolderCounts of(List<Mailbox> mailboxes) {
        Map<MailboxName, MailboxStatus> counts = new LinkedHashMap<>();
        for (var mailbox : mailboxes) {
            var status = mailbox.status();
            if (!mailbox.name().isInbox()) {
                counts.put(mailbox.name(), status == null ? UNTOLD : status);
            }
        }
        return new FolderCounts(counts);
    }

    /** What happened since. Where nothing was known, nothing is told. */
    List<MailChange> since(FolderCounts before) {
        if (before.counts.isEmpty()) {
            return List.of();
        }
        List<MailChange> changes = new ArrayList<>();
        counts.forEach((name, now) -> {
            var then = before.counts.get(name);
            if (then == null) {
                changes.add(new MailChange.MailboxCreated(name));
            } else if (!then.uidValidity().equals(now.uidValidity())) {
                changes.add(new MailChange.MailboxReset(name));
            } else if (!then.equals(now)) {
                changes.add(new MailChange.MailboxChanged(name, now.messages(), now.unseen()));
            }
        });
        before.counts.keySet().stream()
                .filter(name -> !counts.containsKey(name))
                .forEach(name -> changes.add(new MailChange.MailboxRemoved(name)));
        return changes;
    }

    /** One line for each mailbox, as {@link #parse} reads them. */
    String lines() {
        return counts.entrySet().stream()
                .map(one -> one.getValue().uidValidity().value() + " "
                        + one.getValue().messages() + " "
                        + one.getValue().unseen() + " "
                        + one.getValue().uidNext() + " " + one.getKey())
                .collect(Collectors.joining("\n"));
    }

    static FolderCounts parse(Stream<String> lines) {
        Map<MailboxName, MailboxStatus> counts = new LinkedHashMap<>();
        lines.map(line -> line.split(" ", 5)).filter(parts -> parts.length == 5).forEach(parts -> {
            var validity = new UidValidity(Long.parseLong(parts[0]));
            var status = new MailboxStatus(
                    Long.parseLong(parts[1]), Long.parseLong(parts[2]), validity, Long.parseLong(parts[3]));
            counts.put(new MailboxName(parts[4]), status);
        });
        return new FolderCounts(counts);
    }
}
