package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Clue;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Outgoing;
import io.lettergate.accounts.Trial;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the mail of an address may be. */
@Schema(name = "Discovery")
record FindingsAnswer(
        String address,

        @Schema(description = "Everybody who was asked, the most trustworthy first")
        List<LookupAnswer> lookups,

        @Schema(description = "Every server that was tried, the best first")
        List<CandidateAnswer> candidates,

        @Schema(description = "Servers that may take the mail one writes, the best first")
        List<OutgoingAnswer> outgoing) {

    private static final String SOURCES = "Who says so: this Lettergate's operator, the domain itself by Mozilla's"
            + " autoconfig, the provider database, our table of large providers, the DNS by SRV records (RFC 6186), the"
            + " DNS by who takes the domain's mail, or nobody";

    /** Somebody who was asked where the mail is. */
    @Schema(name = "Lookup")
    record LookupAnswer(
            @Schema(allowableValues = {"autoconfig", "database", "provider", "srv", "mx"})
            String source,

            @Schema(description = "Who that was") String place,

            boolean found) {

        static LookupAnswer of(Clue clue) {
            return new LookupAnswer(word(clue.source()), clue.place(), clue.found());
        }
    }

    /** A server that takes mail. */
    @Schema(name = "OutgoingCandidate")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OutgoingAnswer(
            AccountAnswer.Server server,
            String userName,

            @Schema(description = SOURCES) String source,

            @Schema(description = "What it takes, as its provider says; absent where nobody does")
            List<String> authentication,

            boolean answers,

            @Schema(description = "Why it cannot be used; absent where it answers") @Nullable
            String detail) {

        static OutgoingAnswer of(Outgoing outgoing) {
            return new OutgoingAnswer(
                    AccountAnswer.Server.of(outgoing.server()),
                    outgoing.userName(),
                    word(outgoing.source()),
                    words(outgoing.authentication()),
                    outgoing.answers(),
                    outgoing.problem());
        }
    }

    /** One server, and what came of trying it. */
    @Schema(name = "Candidate")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record CandidateAnswer(
            @Schema(allowableValues = {"imap", "pop3"}) String protocol,
            AccountAnswer.Server incoming,
            String userName,

            @Schema(
                    description = SOURCES,
                    allowableValues = {"operator", "autoconfig", "database", "provider", "srv", "mx", "guess"})
            String source,

            @Schema(
                    description = "What it takes, as its provider says; absent where nobody does",
                    allowableValues = {"password", "encrypted-password", "oauth2", "other"})
            List<String> authentication,

            @Schema(
                    description = "Why linking does not take it by itself, so that it has to be named in incoming:"
                            + " everybody on the way could read along, or only the DNS, which can be made to lie, names"
                            + " this host of another domain",
                    allowableValues = {"plain-text", "foreign-host"})
            List<String> doubts,

            @Schema(description = "Whether a mail server answers there, encrypted as it should be")
            boolean answers,

            @Schema(description = "Why it cannot be used; absent where it answers") @Nullable
            String detail) {

        static CandidateAnswer of(Trial trial) {
            var access = trial.candidate().access();
            return new CandidateAnswer(
                    word(access.protocol()),
                    AccountAnswer.Server.of(access.incoming()),
                    access.userName(),
                    word(trial.candidate().source()),
                    words(trial.candidate().authentication()),
                    words(trial.candidate().doubts()),
                    trial.answers(),
                    trial.problem());
        }
    }

    private static List<String> words(Set<? extends Enum<?>> values) {
        return values.stream().map(FindingsAnswer::word).sorted().toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FindingsAnswer of(Findings findings) {
        return new FindingsAnswer(
                findings.address(),
                findings.clues().stream().map(LookupAnswer::of).toList(),
                findings.trials().stream().map(CandidateAnswer::of).toList(),
                findings.outgoing().stream().map(OutgoingAnswer::of).toList());
    }
}
