package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.webmail.content.OneLine;
import java.util.List;

/**
 * A message of a conversation that is not the open one: a line that opens it.
 *
 * @param mine whether the reader wrote it
 */
record Fold(
        String url,
        Person from,
        boolean mine,
        String preview,
        String when,
        String at,
        boolean unread,
        boolean readable) {

    static Fold of(Account account, MessageSummary summary, Place place, Almanac almanac) {
        var from = summary.envelope().from();
        return new Fold(
                place.message(OpaqueId.of(summary.ref()).value()),
                Person.first(from),
                isOf(account, from),
                OneLine.of(summary.preview()),
                almanac.brief(summary.receivedAt()),
                summary.receivedAt().toString(),
                summary.isUnread(),
                summary.readable());
    }

    private static boolean isOf(Account account, List<Address> from) {
        return from.stream().anyMatch(address -> address.email().equalsIgnoreCase(account.address()));
    }
}
