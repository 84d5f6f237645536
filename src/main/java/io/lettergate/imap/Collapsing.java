package io.lettergate.imap;

import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.ConversationCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one mailbox: as the server threads it (RFC 5256), or as it numbers them (RFC 8474, Gmail), or by
 * what messages say they answer, in a mailbox that is not too large for that. They are remembered while no message comes
 * or goes; flags change nothing about them.
 */
final class Collapsing {

    private static final String KEPT_AS = "conversations";

    private final ImapWire wire;
    private final Selected selected;
    private final MailboxRows cache;
    private final ListSettings settings;
    private @Nullable Groups groups;

    Collapsing(ImapWire wire, Selected selected, Memory memory) {
        this.wire = wire;
        this.selected = selected;
        this.cache = memory.of(selected);
        this.settings = memory.settings();
    }

    /** The newest of each conversation among these UIDs, in their order. */
    long[] newest(long[] uids) {
        return groups().newest(uids);
    }

    /** How much there is of the conversations that these messages belong to. */
    Map<MessageRef, ConversationCount> counts(List<Uid> uids) {
        Map<Uid, long[]> members = new LinkedHashMap<>();
        uids.forEach(uid -> members.put(uid, groups().with(uid.value())));
        var unread = unread(members.values().stream()
                .flatMapToLong(Arrays::stream)
                .mapToObj(Uid::new)
                .toList());
        Map<MessageRef, ConversationCount> counts = new HashMap<>();
        members.forEach((uid, all) -> counts.put(
                new MessageRef(selected.name(), selected.uidValidity(), uid), new ConversationCount(all.length, (int)
                        LongStream.of(all).filter(unread::contains).count())));
        return counts;
    }

    private Set<Long> unread(List<Uid> uids) {
        if (uids.isEmpty()) {
            return Set.of();
        }
        var criteria = new Argument().writeAtom("UNSEEN UID " + UidSet.of(uids));
        return Arrays.stream(new Searching(wire, selected).uids(criteria))
                .boxed()
                .collect(Collectors.toSet());
    }

    private Groups groups() {
        if (groups == null) {
            groups = known();
        }
        return groups;
    }

    private Groups known() {
        var version = version();
        var kept = version == null ? null : cache.order(KEPT_AS, version).orElse(null);
        if (kept != null) {
            return Groups.of(kept);
        }
        var found = wire.within(settings.patience(), "find the conversations of this folder", this::find);
        if (version != null && version.equals(version())) {
            cache.keepOrder(KEPT_AS, version, found.flat());
        }
        return found;
    }

    /** Changes with what comes and goes; absent where something may have since the mailbox was entered. */
    private @Nullable String version() {
        return selected.version() == null || selected.uidNext() == 0
                ? null
                : selected.uidNext() + "." + selected.messages();
    }

    private Groups find() {
        for (var algorithm : List.of("REFS", "REFERENCES")) {
            if (wire.hasCapability("THREAD=" + algorithm)) {
                return threaded(algorithm);
            }
        }
        if (wire.hasCapability("X-GM-EXT-1")) {
            return numbered("X-GM-THRID");
        }
        return wire.hasCapability("OBJECTID") ? numbered("THREADID") : gathered();
    }

    private Groups threaded(String algorithm) {
        var answers = wire.ask("UID THREAD", new Argument().writeAtom(algorithm + " UTF-8 ALL"));
        var told = answers.all("THREAD").map(Answer::getRest).collect(Collectors.joining(" "));
        return Groups.read(told + " ", selected.messages());
    }

    private Groups numbered(String item) {
        Map<String, Set<Long>> groups = new LinkedHashMap<>();
        wire.stream("UID FETCH", new Argument().writeAtom("1:* (UID " + item + ")"), answer -> {
            if (answer.is("FETCH")) {
                var row = Fetched.read(answer);
                row.uid()
                        .ifPresent(uid -> groups.computeIfAbsent(number(row.item(item), uid), first -> new HashSet<>())
                                .add(uid.value()));
            }
        });
        return Groups.of(groups.values());
    }

    /** Bare as Gmail gives it, or in parentheses; a message without one is a conversation of its own. */
    private static String number(@Nullable Value told, Uid uid) {
        return told == null
                ? " " + uid.value()
                : Stream.concat(told.asList().stream(), Stream.of(told))
                        .map(Value::asText)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(" " + uid.value());
    }

    private Groups gathered() {
        if (selected.messages() > settings.sortable()) {
            throw new MailFailure.CapabilityMissing(
                    "thread",
                    "This mail server does not offer THREAD, and a folder with " + selected.messages()
                            + " messages is too large to find its conversations here.");
        }
        var all = new Searching(wire, selected).uids(new Argument().writeAtom("ALL"));
        var uids = new ArrayList<Uid>();
        LongStream.of(all).mapToObj(Uid::new).forEach(uids::add);
        return Answering.groups(new Rows(wire, selected, cache).known(uids));
    }
}
