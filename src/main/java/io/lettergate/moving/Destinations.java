package io.lettergate.moving;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Namespace;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds for each mailbox of one account the one of another that means the same: by role, and all others by name. */
final class Destinations {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Route route;
    private final List<Mailbox> sources;
    private final List<Mailbox> targets;
    private final String sourcePrefix;
    private final String targetPrefix;
    private final Map<String, Mailbox> made = new HashMap<>();

    Destinations(Mailboxes mailboxes, MailboxChanges changes, Route route) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.route = route;
        this.sources = mailboxes.all(route.from());
        this.targets = new ArrayList<>(mailboxes.all(route.to()));
        this.sourcePrefix = mailboxes.prefix(route.from());
        this.targetPrefix = mailboxes.prefix(route.to());
    }

    /** The mailboxes to copy, that of all mail last; one that only shows what lies elsewhere is left out. */
    List<Mailbox> sources() {
        var own = sources.stream()
                .filter(mailbox -> mailbox.selectable() && mailbox.namespace() == Namespace.PERSONAL)
                .filter(mailbox -> !mailbox.is(MailboxRole.FLAGGED))
                .toList();
        var all = new ArrayList<>(
                own.stream().filter(mailbox -> !mailbox.is(MailboxRole.ALL)).toList());
        own.stream().filter(mailbox -> mailbox.is(MailboxRole.ALL)).forEach(all::add);
        return all;
    }

    /** Where the messages of a mailbox go; nothing is made. */
    Destination of(Mailbox source) {
        var role = source.role() == MailboxRole.ALL ? MailboxRole.ARCHIVE : source.role();
        return role == null ? byName(source) : byRole(role, source.label());
    }

    private Destination byRole(MailboxRole role, String label) {
        return withRole(role).map(Destination::at).orElseGet(() -> {
            var place = named(null, label);
            return new Destination(place.there(), null, place.label(), role);
        });
    }

    private Optional<Mailbox> withRole(MailboxRole role) {
        return targets.stream()
                .filter(mailbox -> mailbox.is(role) && mailbox.namespace() == Namespace.PERSONAL)
                .findFirst();
    }

    /** Level by level: what stands below a mailbox with a role goes below the one with that role. */
    private Destination byName(Mailbox source) {
        var delimiter = source.delimiter();
        var name = source.name().value();
        if (delimiter == null || delimiter.isEmpty()) {
            return named(null, name);
        }
        var start = !sourcePrefix.isEmpty() && name.startsWith(sourcePrefix) ? sourcePrefix.length() : 0;
        Destination place = null;
        var path = new StringBuilder(name.substring(0, start));
        for (var level : name.substring(start).split(Pattern.quote(delimiter), -1)) {
            path.append(path.length() > start ? delimiter : "").append(level);
            place = below(place, path.toString(), level);
        }
        return place == null ? named(null, name) : place;
    }

    private Destination below(@Nullable Destination above, String path, String level) {
        var role = sources.stream()
                .filter(mailbox -> mailbox.name().value().equals(path))
                .map(Mailbox::role)
                .filter(java.util.Objects::nonNull)
                .findFirst();
        return role.isPresent() && role.get() != MailboxRole.ALL && role.get() != MailboxRole.FLAGGED
                ? byRole(role.get(), level)
                : named(above, level);
    }

    private Destination named(@Nullable Destination above, String level) {
        var delimiter = delimiter();
        if (above != null && delimiter.isEmpty()) {
            return named(null, above.label() + "-" + level);
        }
        var label = delimiter.isEmpty() || !level.contains(delimiter) ? level : level.replace(delimiter, "-");
        if (label.isBlank()) {
            label = "-";
        }
        if (above != null && above.there() == null) {
            return new Destination(null, above, label, null);
        }
        var parent = above == null ? null : above.there();
        var name = (parent == null ? targetPrefix : parent.name().value() + delimiter) + label;
        var there = targets.stream()
                .filter(mailbox -> mailbox.name().value().equals(name) && mailbox.selectable())
                .findFirst()
                .orElse(null);
        return new Destination(there, above, label, null);
    }

    private String delimiter() {
        return targets.stream()
                .map(Mailbox::delimiter)
                .filter(delimiter -> delimiter != null && !delimiter.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The mailbox itself; it is made where there is none, with those above it. */
    Mailbox ready(Destination destination) {
        if (destination.there() != null) {
            return destination.there();
        }
        var path = destination.path();
        var known = made.get(path);
        if (known != null) {
            return known;
        }
        var above = destination.above() == null ? null : ready(destination.above());
        var fresh = changes.create(route.to(), above, destination.label(), destination.role());
        targets.clear();
        targets.addAll(mailboxes.all(route.to()));
        made.put(path, fresh);
        return fresh;
    }
}
