package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Namespace;
import io.lettergate.mail.UidValidity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Lists mailboxes with their roles and counts: by one command where the server has LIST-STATUS (RFC 5819), else by LIST
 * and a row of STATUS commands sent at once.
 */
final class MailboxTree {

    private static final String ITEMS = "MESSAGES UNSEEN UIDNEXT UIDVALIDITY";
    /** More than anybody can look at; beyond it counts are not asked for. */
    private static final int MOST_COUNTED = 500;

    private final ImapWire wire;

    MailboxTree(ImapWire wire) {
        this.wire = wire;
    }

    List<Mailbox> read() {
        var namespaces = wire.namespaces();
        var extended = wire.hasCapability("LIST-STATUS");
        var answers = list(extended);
        Map<String, Listed> listed = new LinkedHashMap<>();
        Stream.concat(answers.all("LIST"), answers.all("XLIST"))
                .forEach(answer -> listed(answer).ifPresent(one -> listed.putIfAbsent(one.name(), one)));
        var subscribed = subscribed(listed.values());
        var counts = extended ? statuses(answers) : countOneByOne(List.copyOf(listed.values()));
        return Roles.assign(listed.values()).entrySet().stream()
                .map(entry -> {
                    var name = entry.getKey().name();
                    return entry.getKey()
                            .mailbox(
                                    entry.getValue(), counts.get(name), subscribed.contains(name), namespaces.of(name));
                })
                .toList();
    }

    /** By LIST with what the server can add to it (RFC 5258), or by XLIST, which tells roles where LIST does not. */
    private Answers list(boolean withStatus) {
        var extended = wire.hasCapability("LIST-EXTENDED");
        var special = wire.hasCapability("SPECIAL-USE") && extended;
        var returns = (extended ? "SUBSCRIBED " : "")
                + (special ? "SPECIAL-USE " : "")
                + (withStatus ? "STATUS " + items() : "");
        var arguments = new Argument().writeString("").writeString("*");
        if (!returns.isBlank()) {
            arguments.writeAtom("RETURN (" + returns.strip() + ")");
        }
        var roles = wire.hasCapability("SPECIAL-USE") || !wire.hasCapability("XLIST");
        return wire.ask(roles || !returns.isBlank() ? "LIST" : "XLIST", arguments);
    }

    /** The names of those that show in lists; a server that does not tell it along is asked by LSUB. */
    private Set<String> subscribed(Collection<Listed> listed) {
        if (wire.hasCapability("LIST-EXTENDED")) {
            return listed.stream()
                    .filter(one -> one.attributes().contains("\\subscribed"))
                    .map(Listed::name)
                    .collect(Collectors.toSet());
        }
        return wire.ask("LSUB", new Argument().writeString("").writeString("*"))
                .all("LSUB")
                .flatMap(answer -> listed(answer).stream())
                .map(Listed::name)
                .collect(Collectors.toSet());
    }

    MailboxStatus status(MailboxName mailbox) {
        var arguments = wire.mailbox(mailbox).writeAtom(items());
        var status = statuses(wire.ask("STATUS", arguments)).get(mailbox.value());
        if (status == null) {
            throw new MailFailure.NoSuchMailbox();
        }
        return status;
    }

    private String items() {
        return "(" + ITEMS + (Selecting.hasModSeq(wire) ? " HIGHESTMODSEQ)" : ")");
    }

    private Optional<Listed> listed(Answer answer) {
        var values = answer.values().all();
        if (values.size() < 3) {
            return Optional.empty();
        }
        var attributes = values.get(0).asList().stream()
                .map(attribute -> attribute.asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var delimiter = values.get(1).isNil() ? null : values.get(1).asText();
        var name = attributes.contains("\\inbox") ? "INBOX" : wire.decodedName(values.get(2));
        return isName(name) ? Optional.of(new Listed(name, delimiter, attributes)) : Optional.empty();
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
    }

    private Map<String, MailboxStatus> statuses(Answers answers) {
        Map<String, MailboxStatus> statuses = new HashMap<>();
        answers.all("STATUS").forEach(answer -> {
            var values = answer.values().all();
            if (values.size() >= 2) {
                var name = wire.decodedName(values.get(0));
                statuses.put(name.equalsIgnoreCase("INBOX") ? "INBOX" : name, status(values.get(1)));
            }
        });
        return statuses;
    }

    private static MailboxStatus status(Value items) {
        Map<String, Long> numbers = new HashMap<>();
        var values = items.asList();
        for (int index = 0; index + 1 < values.size(); index += 2) {
            numbers.put(
                    values.get(index).asText().toUpperCase(Locale.ROOT),
                    values.get(index + 1).asNumber());
        }
        return new MailboxStatus(
                numbers.getOrDefault("MESSAGES", 0L),
                numbers.getOrDefault("UNSEEN", 0L),
                new UidValidity(Math.clamp(numbers.getOrDefault("UIDVALIDITY", 0L), 0, 0xFFFF_FFFFL)),
                numbers.getOrDefault("UIDNEXT", 0L),
                ModSeq.of(numbers.getOrDefault("HIGHESTMODSEQ", 0L)));
    }

    private Map<String, MailboxStatus> countOneByOne(List<Listed> listed) {
        List<Argument> commands = new ArrayList<>();
        listed.stream()
                .filter(Listed::isSelectable)
                .limit(MOST_COUNTED)
                .forEach(one ->
                        commands.add(wire.mailbox(new MailboxName(one.name())).writeAtom(items())));
        Map<String, MailboxStatus> counts = new HashMap<>();
        wire.pipeline("STATUS", commands).forEach(answers -> counts.putAll(statuses(answers)));
        return counts;
    }

    /** A mailbox as LIST tells of it: attributes in lower case. */
    record Listed(String name, @Nullable String delimiter, Set<String> attributes) {

        Listed {
            name = name.equalsIgnoreCase("INBOX") ? "INBOX" : name;
        }

        boolean isSelectable() {
            return !attributes.contains("\\noselect") && !attributes.contains("\\nonexistent");
        }

        Mailbox mailbox(
                Optional<MailboxRole> role, @Nullable MailboxStatus status, boolean subscribed, Namespace namespace) {
            return new Mailbox(
                    new MailboxName(name),
                    delimiter,
                    role.orElse(null),
                    isSelectable(),
                    status,
                    subscribed || name.equals("INBOX"),
                    namespace);
        }
    }
}
