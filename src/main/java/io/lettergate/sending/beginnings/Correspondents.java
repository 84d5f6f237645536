package io.lettergate.sending.beginnings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.identities.Identities;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** The people whom somebody writes to and hears from, as their newest messages tell. */
@Service
public class Correspondents {

    private static final int MOST = 8;
    private static final int WRITTEN_TO = 5;

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Identities identities;
    private final Cache<AccountId, List<Known>> known = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(10))
            .maximumSize(1_000)
            .build();

    Correspondents(Mailboxes mailboxes, Messages messages, Identities identities) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.identities = identities;
    }

    private record Known(Address address, int weight) {}

    /** Those whose name or address has a word that begins so, those first who matter most. */
    public List<Address> suggest(Account account, String typed) {
        var wanted = typed.strip().toLowerCase(Locale.ROOT);
        return known.get(account.id(), id -> read(account)).stream()
                .map(Known::address)
                .filter(one -> begins(one.email(), wanted) || (one.name() != null && begins(one.name(), wanted)))
                .limit(MOST)
                .toList();
    }

    private static boolean begins(String text, String wanted) {
        var lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(wanted);
        while (at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) {
            at = lower.indexOf(wanted, at + 1);
        }
        return at >= 0;
    }

    private List<Known> read(Account account) {
        Map<String, Known> found = new HashMap<>();
        var own = identities.addresses(account);
        newest(account, MailboxRole.SENT)
                .flatMap(row -> Stream.concat(row.envelope().to().stream(), row.envelope().cc().stream()))
                .forEach(one -> add(found, one, WRITTEN_TO));
        newest(account, MailboxRole.INBOX)
                .flatMap(row -> row.envelope().from().stream())
                .forEach(one -> add(found, one, 1));
        return found.entrySet().stream()
                .filter(entry -> !own.contains(entry.getKey()) && entry.getKey().indexOf('@') > 0)
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingInt(Known::weight)
                        .reversed()
                        .thenComparing(one -> one.address().email()))
                .toList();
    }

    private static void add(Map<String, Known> found, Address address, int weight) {
        found.merge(
                address.email().toLowerCase(Locale.ROOT),
                new Known(address, weight),
                (before, now) -> new Known(
                        before.address().name() == null ? now.address() : before.address(),
                        before.weight() + now.weight()));
    }

    private Stream<MessageSummary> newest(Account account, MailboxRole role) {
        try {
            return mailboxes.withRole(account, role).stream()
                    .flatMap(mailbox ->
                            messages
                                    .list(account, mailbox, MessageQuery.newest(MessageQuery.MOST))
                                    .messages()
                                    .stream());
        } catch (MailFailure notNow) {
            return Stream.empty();
        }
    }
}
