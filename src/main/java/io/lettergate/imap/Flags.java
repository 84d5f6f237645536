package io.lettergate.imap;

import io.lettergate.mail.Flag;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our spelling of flags and IMAP's (RFC 8621 §4.1.1, RFC 9051 §2.3.2). */
final class Flags {

    private static final Map<Flag, String> SYSTEM = Map.of(
            Flag.SEEN, "\\Seen",
            Flag.FLAGGED, "\\Flagged",
            Flag.ANSWERED, "\\Answered",
            Flag.DRAFT, "\\Draft",
            Flag.FORWARDED, "$Forwarded",
            Flag.JUNK, "$Junk",
            Flag.NOT_JUNK, "$NotJunk");

    private Flags() {}

    static String list(Collection<Flag> flags) {
        return flags.stream().map(Flags::name).sorted().collect(Collectors.joining(" ", "(", ")"));
    }

    /** As IMAP spells it. */
    static String name(Flag flag) {
        return SYSTEM.getOrDefault(flag, flag.keyword());
    }

    /** The flag, if it is one that people set; not \Deleted, \Recent, or one with a name we could not write back. */
    static Optional<Flag> ofServer(String name) {
        for (var system : SYSTEM.entrySet()) {
            if (system.getValue().equalsIgnoreCase(name)) {
                return Optional.of(system.getKey());
            }
        }
        return Flag.allows(name) ? Optional.of(new Flag(name)) : Optional.empty();
    }
}
