package io.lettergate.auth.tokens;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Permit;
import io.lettergate.auth.Scope;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as its person sees it; the secret itself nobody can see any more.
 *
 * @param owner the account that its person signs in with
 * @param name what its person calls it
 * @param accounts the only ones that it reaches; absent for all of its person's
 * @param addresses from which alone it is taken; empty for all
 * @param expiresAt absent for never
 * @param lastUsedAt absent while it never was; a minute may pass before it is noted
 */
public record Token(
        String id,
        AccountId owner,
        String name,
        List<Scope> scopes,
        @Nullable List<AccountId> accounts,
        List<AddressRange> addresses,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedFrom) {

    public Token {
        scopes = scopes.stream().sorted().distinct().toList();
        accounts = accounts == null ? null : List.copyOf(accounts);
        addresses = List.copyOf(addresses);
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether it is taken from there. */
    boolean isTakenFrom(@Nullable InetAddress client) {
        return addresses.isEmpty() || (client != null && addresses.stream().anyMatch(range -> range.contains(client)));
    }

    Permit permit() {
        return new Permit(
                new Permit.TokenName(id, name), Set.copyOf(scopes), accounts == null ? null : Set.copyOf(accounts));
    }
}
