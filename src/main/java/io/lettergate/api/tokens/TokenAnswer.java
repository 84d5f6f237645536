package io.lettergate.api.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Scope;
import io.lettergate.auth.tokens.AddressRange;
import io.lettergate.auth.tokens.Token;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token as the API shows it; it does not show what a program sends. */
@Schema(name = "Token")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenAnswer(
        String id,

        @Schema(description = "What its person calls it") String name,

        @Schema(description = "What it may do") List<String> scopes,

        @Schema(description = "The only accounts that it reaches; absent for all") @Nullable
        List<String> accounts,

        @Schema(description = "The addresses from which alone it is taken; absent for all", example = "192.0.2.0/24")
        @Nullable
        List<String> addresses,

        Instant createdAt,

        @Schema(description = "Absent where it never expires") @Nullable
        Instant expiresAt,

        @Schema(description = "To the minute; absent while it never was") @Nullable
        Instant lastUsedAt,

        @Schema(description = "The address that it was used from") @Nullable
        String lastUsedFrom) {

    static TokenAnswer of(Token token) {
        var accounts = token.accounts();
        return new TokenAnswer(
                token.id(),
                token.name(),
                token.scopes().stream().map(Scope::word).toList(),
                accounts == null
                        ? null
                        : accounts.stream().map(AccountId::toString).toList(),
                token.addresses().isEmpty()
                        ? null
                        : token.addresses().stream().map(AddressRange::text).toList(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.lastUsedFrom());
    }
}
