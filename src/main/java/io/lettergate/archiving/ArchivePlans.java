package io.lettergate.archiving;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.Inventory;
import io.lettergate.mailbox.Mailboxes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks what a rule would move, year by year, and moves nothing. */
@Component
class ArchivePlans {

    /** Where the archive is made if the account has none. */
    static final String ARCHIVE = "Archive";

    /** No mail is older. */
    private static final int FIRST_YEAR = 1970;

    private final Mailboxes mailboxes;
    private final Inventory inventory;
    private final Clock clock;

    ArchivePlans(Mailboxes mailboxes, Inventory inventory, Clock clock) {
        this.mailboxes = mailboxes;
        this.inventory = inventory;
        this.clock = clock;
    }

    ArchivePlan plan(Account account, ArchiveRule rule) {
        var all = mailboxes.all(account);
        var before = LocalDate.now(clock).minusMonths(rule.months());
        var years = new Years(all);
        var batches = all.stream()
                .filter(mailbox -> mailbox.is(MailboxRole.INBOX) || (rule.sentToo() && mailbox.is(MailboxRole.SENT)))
                .map(Mailbox::name)
                .flatMap(source -> byYear(account, source, rule, before, years).stream())
                .toList();
        return new ArchivePlan(before, batches);
    }

    private List<ArchivePlan.Batch> byYear(
            Account account, MailboxName source, ArchiveRule rule, LocalDate before, Years years) {
        List<ArchivePlan.Batch> batches = new ArrayList<>();
        var left = inventory.received(account, source, aged(rule, null, before)).size();
        for (int year = before.getYear(); left > 0 && year >= FIRST_YEAR; year--) {
            var end = LocalDate.of(year + 1, 1, 1);
            var found = inventory.received(
                    account, source, aged(rule, LocalDate.of(year, 1, 1), end.isBefore(before) ? end : before));
            if (!found.isEmpty()) {
                batches.add(years.batch(source, year, found));
                left -= found.size();
            }
        }
        return batches;
    }

    private static Aged aged(ArchiveRule rule, @Nullable LocalDate since, LocalDate before) {
        return new Aged(since, before, rule.unreadToo(), rule.flaggedToo());
    }

    /** Where each year goes: below the archive, parted as the server parts names. */
    private static final class Years {

        private final String beginning;
        private final Set<MailboxName> present;

        Years(List<Mailbox> all) {
            var archive = all.stream()
                    .filter(mailbox -> mailbox.is(MailboxRole.ARCHIVE))
                    .findFirst();
            var name = archive.map(mailbox -> mailbox.name().value()).orElse(ARCHIVE);
            var delimiter = archive.or(() -> all.stream().findFirst())
                    .map(Mailbox::delimiter)
                    .filter(text -> !text.isEmpty())
                    .orElse("-");
            this.beginning = name + delimiter;
            this.present = all.stream().map(Mailbox::name).collect(Collectors.toSet());
        }

        ArchivePlan.Batch batch(MailboxName source, int year, List<MessageRef> messages) {
            var destination = new MailboxName(beginning + year);
            return new ArchivePlan.Batch(source, year, destination, !present.contains(destination), messages);
        }
    }
}
