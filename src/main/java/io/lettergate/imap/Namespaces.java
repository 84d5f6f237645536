package io.lettergate.imap;

import io.lettergate.mail.Namespace;
import java.util.List;

/**
 * Where the mailboxes of others stand (RFC 2342).
 *
 * @param own how the names of the reader's own mailboxes begin; often empty
 * @param others how the names of other users' mailboxes begin
 * @param shared how the names of shared mailboxes begin
 */
record Namespaces(String own, List<String> others, List<String> shared) {

    private static final Namespaces NONE = new Namespaces("", List.of(), List.of());

    Namespaces {
        others = List.copyOf(others);
        shared = List.copyOf(shared);
    }

    /** Asks the server, where it can tell; all mailboxes are the reader's own where it cannot. */
    static Namespaces read(ImapWire wire) {
        if (!wire.hasCapability("NAMESPACE")) {
            return NONE;
        }
        return wire.run("NAMESPACE", null)
                .all("NAMESPACE")
                .map(answer -> answer.values().all())
                .filter(values -> values.size() >= 3)
                .map(values -> new Namespaces(
                        own(wire, values.get(0)), prefixes(wire, values.get(1)), prefixes(wire, values.get(2))))
                .findFirst()
                .orElse(NONE);
    }

    /** An empty prefix is passed over: everything begins with it. */
    private static List<String> prefixes(ImapWire wire, Value namespaces) {
        return namespaces.asList().stream()
                .map(Value::asList)
                .filter(one -> !one.isEmpty())
                .map(one -> wire.decodedName(one.getFirst()))
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }

    private static String own(ImapWire wire, Value namespaces) {
        return prefixes(wire, namespaces).stream().findFirst().orElse("");
    }

    Namespace of(String name) {
        if (others.stream().anyMatch(name::startsWith)) {
            return Namespace.OTHERS;
        }
        return shared.stream().anyMatch(name::startsWith) ? Namespace.SHARED : Namespace.PERSONAL;
    }
}
