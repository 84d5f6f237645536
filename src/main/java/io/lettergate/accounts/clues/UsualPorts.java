package io.lettergate.accounts.clues;

import io.lettergate.mail.Endpoint.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names and ports that many servers have, TLS first. Nobody says that they are there. */
public final class UsualPorts {

    /** No host has a longer name, with "imap." before it. */
    private static final int LONGEST = 248;

    private UsualPorts() {}

    /** A usual port. */
    private record Usual(Kind kind, int port, Encryption encryption) {}

    private static final List<Usual> SECURE = List.of(
            new Usual(Kind.IMAP, 993, Encryption.TLS),
            new Usual(Kind.IMAP, 143, Encryption.STARTTLS),
            new Usual(Kind.POP3, 995, Encryption.TLS),
            new Usual(Kind.POP3, 110, Encryption.STARTTLS),
            new Usual(Kind.SUBMISSION, 465, Encryption.TLS),
            new Usual(Kind.SUBMISSION, 587, Encryption.STARTTLS));

    private static final List<Usual> PLAIN = List.of(
            new Usual(Kind.IMAP, 143, Encryption.NONE),
            new Usual(Kind.POP3, 110, Encryption.NONE),
            new Usual(Kind.SUBMISSION, 587, Encryption.NONE));

    /**
     * What may be at the usual names in a domain.
     *
     * @param kinds what is missing
     * @param plainText whether to look for servers without encryption, too, last of all
     */
    public static List<Hint> in(Seek seek, Set<Kind> kinds, boolean plainText) {
        List<Hint> guesses = new ArrayList<>();
        if (seek.domain().length() > LONGEST) {
            return guesses;
        }
        Stream.concat(SECURE.stream(), plainText ? PLAIN.stream() : Stream.empty())
                .filter(usual -> kinds.contains(usual.kind()))
                .forEach(usual -> names(usual.kind())
                        .forEach(name -> guesses.add(
                                Hint.of(usual.kind(), name + seek.domain(), usual.port(), usual.encryption(), seek))));
        return guesses;
    }

    /** What may be at one host. */
    static List<Hint> at(String host, Seek seek) {
        return SECURE.stream()
                .map(usual -> Hint.of(usual.kind(), host, usual.port(), usual.encryption(), seek))
                .toList();
    }

    private static List<String> names(Kind kind) {
        return switch (kind) {
            case IMAP -> List.of("imap.", "mail.");
            case POP3 -> List.of("pop.", "pop3.", "mail.");
            case SUBMISSION -> List.of("smtp.", "mail.");
        };
    }
}
