package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.identities.Identities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a message has to be like before it is taken: by its own author, to somebody, in time. */
@Component
class Conditions {

    private static final Duration LONGEST_UNDO = Duration.ofMinutes(10);

    private final SendingSettings settings;
    private final SendingLimits limits;
    private final Identities identities;
    private final Clock clock;

    Conditions(SendingSettings settings, SendingLimits limits, Identities identities, Clock clock) {
        this.settings = settings;
        this.limits = limits;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * Who writes as somebody else gives that address to the account first.
     *
     * @throws MailFailure.MessageUnfit if one of the authors is none of the account's identities
     */
    void requireOwn(Account account, List<Address> authors) {
        var own = identities.addresses(account);
        for (var author : authors) {
            if (limits.ownNames() && !own.contains(author.email().toLowerCase(Locale.ROOT))) {
                throw new MailFailure.MessageUnfit(
                        "it is From " + author.email() + ", which is no identity of this account");
            }
        }
    }

    /**
     * Everybody once.
     *
     * @throws MailFailure.RecipientMissing if that is nobody
     * @throws MailFailure.MessageUnfit if there are too many
     */
    List<MailPath> recipients(List<MailPath> wanted) {
        Map<String, MailPath> each = new LinkedHashMap<>();
        wanted.stream()
                .filter(path -> !path.value().isEmpty())
                .forEach(path -> each.putIfAbsent(path.wire().toLowerCase(Locale.ROOT), path));
        if (each.isEmpty()) {
            throw new MailFailure.RecipientMissing();
        }
        if (each.size() > settings.recipients()) {
            throw new MailFailure.MessageUnfit("it goes to " + each.size() + " people, and no more than "
                    + settings.recipients() + " are served at once");
        }
        return List.copyOf(each.values());
    }

    /** When it is sent, if nobody takes it back. */
    Instant time(NewSubmission wanted) {
        var now = clock.instant();
        if (wanted.undo().isNegative() || wanted.undo().compareTo(LONGEST_UNDO) > 0) {
            throw new IllegalArgumentException("A message can be held back for up to " + LONGEST_UNDO.toSeconds()
                    + " seconds; to send it later, say when");
        }
        var undo = now.plus(wanted.undo());
        var at = wanted.sendAt();
        if (at != null && at.isAfter(now.plus(settings.latest()))) {
            throw new IllegalArgumentException(
                    "A message can be sent up to " + settings.latest().toDays() + " days from now");
        }
        return at == null || at.isBefore(undo) ? undo : at;
    }
}
