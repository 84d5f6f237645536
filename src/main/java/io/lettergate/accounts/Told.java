package io.lettergate.accounts;

import io.lettergate.accounts.Candidate.Doubt;
import io.lettergate.accounts.Candidate.Source;
import io.lettergate.accounts.clues.Hint;
import io.lettergate.accounts.clues.Kind;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import io.lettergate.net.Suffixes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which servers an address may have, by the word of all who were asked; each is named once, by whom we believe most.
 *
 * @param absent what the domain says it does not offer
 */
record Told(List<Candidate> candidates, List<Outgoing> outgoing, Set<Kind> absent) {

    /** Nobody is made to knock at more doors than this for one address. */
    private static final int MOST = 16;

    Told {
        candidates = candidates.stream().limit(MOST).toList();
        outgoing = outgoing.stream().limit(MOST / 2).toList();
    }

    /** What the operator says, or nobody. */
    static Told of(List<Candidate> candidates, List<Outgoing> outgoing) {
        return new Told(candidates, outgoing, Set.of());
    }

    static Told by(List<Leads.Lead> leads, MailAddress address) {
        List<Candidate> candidates = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        Set<Kind> absent = EnumSet.noneOf(Kind.class);
        for (var lead : leads) {
            var vouched = lead.clues().vouched();
            for (var hint : lead.clues().hints()) {
                candidate(hint, lead.clue().source(), vouched, address)
                        .filter(candidate ->
                                candidates.stream().noneMatch(known -> isSame(known.access(), candidate.access())))
                        .ifPresent(candidates::add);
                outgoing(hint, lead.clue().source())
                        .filter(server -> outgoing.stream()
                                .noneMatch(known -> known.server().equals(server.server())))
                        .ifPresent(outgoing::add);
            }
            absent.addAll(lead.clues().absent());
        }
        return new Told(candidates, outgoing, absent);
    }

    static Told guessed(List<Hint> hints, MailAddress address) {
        return new Told(
                hints.stream()
                        .flatMap(hint -> candidate(hint, Source.GUESS, true, address).stream())
                        .toList(),
                hints.stream()
                        .flatMap(hint -> outgoing(hint, Source.GUESS).stream())
                        .toList(),
                Set.of());
    }

    private static boolean isSame(Access one, Access other) {
        return one.protocol() == other.protocol() && one.incoming().equals(other.incoming());
    }

    private static Optional<Candidate> candidate(Hint hint, Source source, boolean vouched, MailAddress address) {
        return protocol(hint.kind())
                .flatMap(protocol -> access(protocol, hint))
                .map(access -> new Candidate(access, source, hint.authentication(), doubts(access, vouched, address)));
    }

    private static Optional<Protocol> protocol(Kind kind) {
        return switch (kind) {
            case IMAP -> Optional.of(Protocol.IMAP);
            case POP3 -> Optional.of(Protocol.POP3);
            case SUBMISSION -> Optional.empty();
        };
    }

    private static Optional<Access> access(Protocol protocol, Hint hint) {
        try {
            return Optional.of(new Access(protocol, hint.server(), hint.userName()));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static Set<Doubt> doubts(Access access, boolean vouched, MailAddress address) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (access.incoming().encryption() == Encryption.NONE) {
            doubts.add(Doubt.PLAIN_TEXT);
        }
        if (!vouched && !Suffixes.areOfOne(access.incoming().host(), address.domain())) {
            doubts.add(Doubt.FOREIGN_HOST);
        }
        return doubts;
    }

    private static Optional<Outgoing> outgoing(Hint hint, Source source) {
        return Stream.of(hint)
                .filter(one -> one.kind() == Kind.SUBMISSION)
                .map(one -> new Outgoing(one.server(), one.userName(), source, one.authentication(), null))
                .findFirst();
    }
}
