package io.lettergate.accounts;

import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about where the mail of an address is.
 *
 * @param clues everybody who was asked
 * @param trials every door that was knocked at, the best first
 * @param outgoing the same for mail that is sent
 */
public record Findings(String address, List<Clue> clues, List<Trial> trials, List<Outgoing> outgoing) {

    public Findings {
        clues = List.copyOf(clues);
        trials = List.copyOf(trials);
        outgoing = List.copyOf(outgoing);
    }

    /** What is known of the doors alone. */
    public Findings(String address, List<Trial> trials) {
        this(address, List.of(), trials, List.of());
    }

    /** The best way by this protocol, if one answers about which there is no doubt. */
    public Optional<Access> best(Protocol protocol) {
        return recommended(protocol).map(Candidate::access);
    }

    /** The same with who says so. */
    public Optional<Candidate> recommended(Protocol protocol) {
        return answering(protocol).filter(candidate -> !candidate.isDoubtful()).findFirst();
    }

    /** The best way that is open but for a doubt that a person has to settle; nothing where they need not. */
    public Optional<Candidate> doubtful() {
        return Stream.of(Protocol.values()).anyMatch(protocol -> best(protocol).isPresent())
                ? Optional.empty()
                : Stream.of(Protocol.values()).flatMap(this::answering).findFirst();
    }

    private Stream<Candidate> answering(Protocol protocol) {
        return trials.stream()
                .filter(Trial::answers)
                .map(Trial::candidate)
                .filter(candidate -> candidate.access().protocol() == protocol);
    }
}
