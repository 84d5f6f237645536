package io.lettergate.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers for some minutes how changes are taken back. */
@Component
class Undoing {

    private final Cache<String, Way> ways = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(10))
            .maximumSize(10_000)
            .build();

    /**
     * A part of the way back.
     *
     * @param ids of the messages as they are now
     * @param back the id of the mailbox they came from; absent for copies, which are removed
     */
    record Step(List<String> ids, @Nullable String back) {

        Step {
            ids = List.copyOf(ids);
        }
    }

    private record Way(AccountId account, List<Step> steps) {}

    /** A token for the way back, if there is one for everything that was done. */
    @Nullable
    String remember(Account account, MessageChange change, Map<String, MessageRef> before, List<Outcome> outcomes) {
        var done = outcomes.stream().filter(Outcome::isDone).toList();
        var returns = change instanceof MessageChange.Move
                || change instanceof MessageChange.Discard
                || change instanceof MessageChange.Copy;
        if (!returns || done.isEmpty() || done.stream().anyMatch(outcome -> outcome.now() == null)) {
            return null;
        }
        Map<MailboxName, List<String>> places = new LinkedHashMap<>(done.stream()
                .collect(Collectors.groupingBy(
                        outcome -> mailbox(before, outcome),
                        LinkedHashMap::new,
                        Collectors.mapping(Undoing::id, Collectors.toList()))));
        var steps = places.entrySet().stream()
                .map(place -> new Step(
                        place.getValue(),
                        change instanceof MessageChange.Copy
                                ? null
                                : OpaqueId.of(place.getKey()).value()))
                .toList();
        var token = UUID.randomUUID().toString();
        ways.put(token, new Way(account.id(), steps));
        return token;
    }

    private static MailboxName mailbox(Map<String, MessageRef> before, Outcome outcome) {
        var ref = before.get(outcome.id());
        if (ref == null) {
            throw new IllegalStateException("Done with a message that has no place: " + outcome.id());
        }
        return ref.mailbox();
    }

    private static String id(Outcome outcome) {
        var now = outcome.now();
        if (now == null) {
            throw new IllegalStateException("No place for " + outcome.id());
        }
        return OpaqueId.of(now).value();
    }

    /** The way back, which can be gone once. */
    List<Step> take(Account account, String token) {
        var way = ways.getIfPresent(token);
        if (way == null || !way.account().equals(account.id()) || ways.asMap().remove(token) == null) {
            throw new MailFailure.UndoExpired();
        }
        return way.steps();
    }
}
