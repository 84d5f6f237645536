package io.lettergate.auth;

import io.lettergate.accounts.AccountId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do.
 *
 * @param token what they call with; absent for a person, who calls with a browser's session or by HTTP Basic
 * @param accounts the only ones that they reach; absent for all of theirs
 */
public record Permit(
        @Nullable TokenName token,
        Set<Scope> scopes,
        @Nullable Set<AccountId> accounts) {

    /** A person may do everything but what operators may. */
    public static final Permit PERSON = new Permit(null, EnumSet.complementOf(EnumSet.of(Scope.ADMIN)), null);

    public Permit {
        scopes = Set.copyOf(scopes);
        accounts = accounts == null ? null : Set.copyOf(accounts);
    }

    /** Which token, and what its person calls it. */
    public record TokenName(String id, String name) {}

    public boolean isToken() {
        return token != null;
    }

    /** Whether no account of the person is kept from the caller. */
    public boolean isWhole() {
        return accounts == null;
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean reaches(AccountId account) {
        return accounts == null || accounts.contains(account);
    }
}
