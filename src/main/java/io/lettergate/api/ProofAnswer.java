package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Access;
import io.lettergate.mail.MailFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a password is good for a server. */
@Schema(name = "Verification")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProofAnswer(
        boolean works,
        @Schema(allowableValues = {"imap", "pop3"}) String protocol,
        AccountAnswer.Server incoming,
        String userName,

        @Schema(description = "Why not, with the server's own words; absent where it works") @Nullable
        String detail) {

    static ProofAnswer of(Access access, @Nullable MailFailure failure) {
        return new ProofAnswer(
                failure == null,
                access.protocol().name().toLowerCase(Locale.ROOT),
                AccountAnswer.Server.of(access.incoming()),
                access.userName(),
                failure == null ? null : failure.sentence());
    }
}
