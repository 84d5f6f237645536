package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What we write to people: before messages leave their server, and of what we left there. */
record Letter(String subject, String text) {

    private static final long MEGA = 1_000_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * Writes it.
     *
     * @param messages how many leave on the first day
     * @param later how many leave after it, as far as is known
     */
    static Letter of(Account account, long messages, long later, Instant at) {
        var host = account.provider();
        var many = messages == 1 ? "1 message leaves" : messages + " messages leave";
        return new Letter(many + " " + host + " on " + DAY.format(at), """
                You asked us to remove messages of %s from %s after a while.

                On %s (UTC), %s that server for the first time%s. Our copies stay here.

                If you do not want that, open the account's page and choose "Hold everything", or take the change back.
                Nothing is removed before that day.
                """.formatted(
                        account.address(),
                        host,
                        DAY.format(at),
                        many,
                        later == 0 ? "" : ", and " + later + " more in the time after"));
    }

    /**
     * Writes of a message that is too large to be collected unasked.
     *
     * @param size of the message, in octets
     * @param most that is collected unasked, in octets
     */
    static Letter tooLarge(Account account, Heading heading, long size, long most) {
        var host = account.provider();
        return new Letter("Left at " + host + " (" + size / MEGA + " MB): " + heading.subject(), """
                A message for %s is too large to be collected unasked: it has %d MB, and the limit is %d MB.

                From: %s
                Subject: %s

                It stays at %s, and nothing removes it there. To have it here, open the account's page "Messages on the \
                server", show "Problems", and choose "Collect it".
                """.formatted(
                        account.address(), size / MEGA, most / MEGA, heading.sender(), heading.subject(), host));
    }
}
