package io.lettergate.accounts;

import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about where the mail of an address is.
 *
 * @param trials every door that was knocked at, the best first
 */
public record Findings(String address, List<Trial> trials) {

    public Findings {
        trials = List.copyOf(trials);
    }

    /** The best way by this protocol, if one answers. */
    public Optional<Access> best(Protocol protocol) {
        return trials.stream()
                .filter(Trial::answers)
                .map(trial -> trial.candidate().access())
                .filter(access -> access.protocol() == protocol)
                .findFirst();
    }
}
