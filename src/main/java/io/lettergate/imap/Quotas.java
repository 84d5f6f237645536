package io.lettergate.imap;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks how much room is left (RFC 9208). */
final class Quotas {

    private static final int OCTETS_IN_A_UNIT = 1024;

    private Quotas() {}

    /** One for each root and resource that bounds the mailbox; none where the server sets no bounds. */
    static List<Quota> of(ImapWire wire, MailboxName mailbox) {
        wire.needs(Feature.QUOTA);
        List<Quota> quotas = new ArrayList<>();
        wire.ask("GETQUOTAROOT", wire.mailbox(mailbox)).all("QUOTA").forEach(answer -> {
            var values = answer.values().all();
            if (values.size() >= 2) {
                quotas.addAll(resources(values.get(0).asText(), values.get(1).asList()));
            }
        });
        return quotas;
    }

    private static List<Quota> resources(String root, List<Value> triples) {
        List<Quota> quotas = new ArrayList<>();
        for (int index = 0; index + 2 < triples.size(); index += 3) {
            var used = Math.max(triples.get(index + 1).asNumber(), 0);
            var limit = Math.max(triples.get(index + 2).asNumber(), 0);
            switch (triples.get(index).asText().toUpperCase(Locale.ROOT)) {
                case "STORAGE" -> quotas.add(new Quota(root, Quota.Resource.STORAGE, octets(used), octets(limit)));
                case "MESSAGE" -> quotas.add(new Quota(root, Quota.Resource.MESSAGES, used, limit));
                default -> {}
            }
        }
        return quotas;
    }

    private static long octets(long units) {
        return units > Long.MAX_VALUE / OCTETS_IN_A_UNIT ? Long.MAX_VALUE : units * OCTETS_IN_A_UNIT;
    }
}
