package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.UidValidity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Does one thing with many messages, and says of each what came of it: one that is gone never fails the others. */
@Service
public class MessageChanges {

    /** The most messages in one change. */
    public static final int MOST = 1_000;

    /** No more than one command takes: what came of each command is then known. */
    private static final int MOST_AT_ONCE = 500;

    private final Connectors connectors;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Undoing undoing;

    MessageChanges(Connectors connectors, Mailboxes mailboxes, Messages messages, Undoing undoing) {
        this.connectors = connectors;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.undoing = undoing;
    }

    /**
     * What came of a change.
     *
     * @param outcomes one for each id, in the caller's order
     * @param undo takes it back for some minutes; absent where there is no way back
     */
    public record Changed(List<Outcome> outcomes, @Nullable String undo) {

        public Changed {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Does it. */
    public Changed apply(Account account, List<String> ids, MessageChange change) {
        var outcomes = each(account, ids, false, group -> applied(account, group, change));
        return new Changed(outcomes, undoing.remember(account, change, located(account, ids), outcomes));
    }

    /** Says which messages it would be done with, and does nothing. */
    public Changed rehearse(Account account, List<String> ids) {
        return new Changed(
                each(
                        account,
                        ids,
                        false,
                        group -> connectors.inSession(account, session -> session.present(group)).stream()
                                .collect(Collectors.toMap(Function.identity(), ref -> done(null)))),
                null);
    }

    /**
     * Takes a change back.
     *
     * @throws MailFailure.UndoExpired if that is not possible any more
     */
    public Changed undo(Account account, String token) {
        List<Outcome> outcomes = new ArrayList<>();
        for (var step : undoing.take(account, token)) {
            var back = step.back();
            var change = back == null
                    ? new MessageChange.Delete()
                    : new MessageChange.Move(mailboxes.require(account, back));
            outcomes.addAll(each(account, step.ids(), !outcomes.isEmpty(), group -> applied(account, group, change)));
        }
        return new Changed(outcomes, null);
    }

    private Map<String, MessageRef> located(Account account, List<String> ids) {
        Map<String, MessageRef> refs = new LinkedHashMap<>();
        for (var id : ids) {
            try {
                refs.put(id, messages.locate(account, id));
            } catch (MailFailure.NoSuchMessage none) {
                // It has no place, so nothing can be done with it.
            }
        }
        return refs;
    }

    private List<Outcome> each(
            Account account, List<String> ids, boolean begun, Function<List<MessageRef>, Map<MessageRef, Done>> work) {
        var refs = located(account, ids);
        Map<MessageRef, Done> known = new HashMap<>();
        for (var group : groups(refs)) {
            known.putAll(outcomes(group, work, begun || known.values().stream().anyMatch(Done::mayHaveChanged)));
        }
        return ids.stream()
                .distinct()
                .map(id -> {
                    var ref = refs.get(id);
                    var done = ref == null ? null : known.get(ref);
                    return done == null
                            ? Outcome.of(id, Outcome.Result.GONE)
                            : new Outcome(id, done.result(), done.now(), done.reason());
                })
                .toList();
    }

    private static List<List<MessageRef>> groups(Map<String, MessageRef> refs) {
        return refs.values().stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        ref -> new Group(ref.mailbox(), ref.uidValidity()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(group -> group.stream().gather(Gatherers.windowFixed(MOST_AT_ONCE)))
                .toList();
    }

    /** Once something was done, no failure hides that. */
    private static Map<MessageRef, Done> outcomes(
            List<MessageRef> group, Function<List<MessageRef>, Map<MessageRef, Done>> work, boolean begun) {
        try {
            return work.apply(group);
        } catch (MailFailure.MessageGone | MailFailure.MailboxReset gone) {
            return Map.of();
        } catch (MailFailure.ServerUnreachable | MailFailure.ServerSlow | MailFailure.ServerUnreadable lost) {
            return all(group, new Done(Outcome.Result.UNKNOWN, null, lost.sentence()));
        } catch (MailFailure.QuotaExceeded
                | MailFailure.NotPermitted
                | MailFailure.NoSuchMailbox
                | MailFailure.CapabilityMissing
                | MailFailure.ServerRefused refused) {
            return all(group, new Done(Outcome.Result.REFUSED, null, refused.sentence()));
        } catch (MailFailure other) {
            if (!begun) {
                throw other;
            }
            var result = other instanceof MailFailure.TookTooLong ? Outcome.Result.UNKNOWN : Outcome.Result.REFUSED;
            return all(group, new Done(result, null, other.sentence()));
        }
    }

    private Map<MessageRef, Done> applied(Account account, List<MessageRef> group, MessageChange change) {
        return switch (change) {
            case MessageChange.Mark mark -> marked(account, group, mark);
            case MessageChange.Move move ->
                group.getFirst().mailbox().equals(move.destination().name())
                        ? all(group, done(null))
                        : places(messages.move(account, group, move.destination()));
            case MessageChange.Copy copy -> places(messages.copy(account, group, copy.destination()));
            case MessageChange.Discard discard -> discarded(account, group);
            case MessageChange.Delete delete -> deleted(account, group);
        };
    }

    private Map<MessageRef, Done> marked(Account account, List<MessageRef> group, MessageChange.Mark mark) {
        var flagged = connectors.inSession(
                account, session -> session.flag(group, mark.set(), mark.clear(), mark.unlessChangedSince()));
        var outcomes = all(List.copyOf(flagged.done()), done(null));
        outcomes.putAll(all(List.copyOf(flagged.changed()), new Done(Outcome.Result.CHANGED, null, null)));
        return outcomes;
    }

    private Map<MessageRef, Done> discarded(Account account, List<MessageRef> group) {
        var trash = mailboxes
                .withRole(account, MailboxRole.TRASH)
                .orElseThrow(() -> new MailFailure.NoSuchMailbox(MailboxRole.TRASH));
        return group.getFirst().mailbox().equals(trash.name())
                ? deleted(account, group)
                : places(messages.move(account, group, trash));
    }

    private Map<MessageRef, Done> deleted(Account account, List<MessageRef> group) {
        return all(messages.delete(account, group), done(null));
    }

    private static Map<MessageRef, Done> places(List<Moved> moved) {
        return moved.stream().collect(Collectors.toMap(Moved::from, one -> done(one.to()), (first, second) -> first));
    }

    private static Map<MessageRef, Done> all(List<MessageRef> group, Done outcome) {
        Map<MessageRef, Done> outcomes = new HashMap<>();
        Set.copyOf(group).forEach(ref -> outcomes.put(ref, outcome));
        return outcomes;
    }

    private static Done done(@Nullable MessageRef now) {
        return new Done(Outcome.Result.DONE, now, null);
    }

    private record Group(MailboxName mailbox, UidValidity uidValidity) {}

    private record Done(
            Outcome.Result result,
            @Nullable MessageRef now,
            @Nullable String reason) {

        boolean mayHaveChanged() {
            return result == Outcome.Result.DONE || result == Outcome.Result.UNKNOWN;
        }
    }
}
