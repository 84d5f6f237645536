package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Heading;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Reconciled;
import io.lettergate.collecting.Seen;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Uidl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees what a server has, and who is who: by its unique-ids, and where they do not tell, by the headers. */
final class Surveying {

    private static final Logger LOG = LoggerFactory.getLogger(Surveying.class);

    private final Claim claim;
    private final Drop drop;
    private final Ledger ledger;
    private final Map<Integer, Heading> headings = new HashMap<>();

    Surveying(Claim claim, Drop drop, Ledger ledger) {
        this.claim = claim;
        this.drop = drop;
        this.ledger = ledger;
    }

    Reconciled survey() {
        var listing = drop.list();
        var seen = seen(listing);
        var isWhole = listing.complete() && seen.size() == listing.entries().size();
        var unreadable = claim.account().incoming().host()
                + " listed some messages in a way that we cannot read; nothing is removed there while it does.";
        if (isWhole) {
            ledger.withdraw(claim, unreadable);
        } else {
            LOG.info(
                    "account={} listing=incomplete messages={}", claim.account().id(), seen.size());
            ledger.notice(claim, unreadable);
        }
        var comparison = ledger.compare(claim, seen);
        read(comparison.doubtful());
        return ledger.reconcile(
                claim, comparison, headings, isWhole, drop.count().octets());
    }

    private List<Seen> seen(Listing listing) {
        if (!listing.uidls()) {
            read(listing.entries().stream().map(Listing.Entry::number).toList());
            requireNames(listing);
        }
        List<Seen> seen = new ArrayList<>();
        for (var entry : listing.entries()) {
            var heading = headings.get(entry.number());
            var uidl = entry.uidl();
            if (uidl != null) {
                seen.add(new Seen(entry.number(), uidl, entry.size()));
            } else if (heading != null) {
                seen.add(new Seen(entry.number(), new Uidl("header " + heading.digest()), entry.size()));
            }
        }
        return seen;
    }

    private void requireNames(Listing listing) {
        if (!listing.entries().isEmpty() && headings.isEmpty()) {
            throw new MailFailure.MaildropClosed(
                    claim.account().incoming().host(),
                    "it neither names its messages nor shows their headers, so that we cannot tell which are new");
        }
    }

    private void read(Collection<Integer> numbers) {
        var unread =
                numbers.stream().filter(number -> !headings.containsKey(number)).toList();
        if (unread.isEmpty()) {
            return;
        }
        drop.tops(unread, 0, HeaderTap.MOST, new Tops() {
            @Override
            public void came(int number, byte[] octets) {
                headings.put(number, Headings.of(HeaderTap.header(octets)));
            }

            @Override
            public void refused(int number, Reply reply) {
                LOG.debug("account={} top={} refused", claim.account().id(), number);
            }
        });
    }
}
