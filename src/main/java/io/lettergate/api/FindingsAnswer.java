package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Trial;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the mail of an address may be. */
@Schema(name = "Discovery")
record FindingsAnswer(
        String address,

        @Schema(description = "Every server that was tried, the best first")
        List<CandidateAnswer> candidates) {

    /** One server, and what came of trying it. */
    @Schema(name = "Candidate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CandidateAnswer(
            @Schema(allowableValues = {"imap", "pop3"}) String protocol,
            AccountAnswer.Server incoming,
            String userName,

            @Schema(
                    description = "Who says so: this Lettergate's operator, our table of large providers, or nobody",
                    allowableValues = {"operator", "provider", "guess"})
            String source,

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
                    trial.answers(),
                    trial.problem());
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    static FindingsAnswer of(Findings findings) {
        return new FindingsAnswer(
                findings.address(),
                findings.trials().stream().map(CandidateAnswer::of).toList());
    }
}
