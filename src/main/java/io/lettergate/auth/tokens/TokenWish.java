package io.lettergate.auth.tokens;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a new token to be.
 *
 * @param accounts the only ones that it shall reach; absent for all
 * @param addresses from which alone it shall be taken; empty for all
 * @param until how long it shall be taken
 */
public record TokenWish(
        String name, Set<Scope> scopes, @Nullable List<AccountId> accounts, List<AddressRange> addresses, Until until) {

    private static final int LONGEST = 100;
    private static final int MOST_ADDRESSES = 20;

    public TokenWish {
        name = name.strip();
        scopes = Set.copyOf(scopes);
        accounts = accounts == null ? null : accounts.stream().distinct().toList();
        addresses = addresses.stream().distinct().toList();
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableWish("name", "A name has 1 to " + LONGEST + " characters on one line");
        }
        if (scopes.isEmpty()) {
            throw new UnusableWish("scopes", "A token needs at least one scope");
        }
        if (accounts != null && accounts.isEmpty()) {
            throw new UnusableWish("accounts", "A list of accounts names at least one; leave it out for all");
        }
        if (addresses.size() > MOST_ADDRESSES) {
            throw new UnusableWish("addresses", "A token takes " + MOST_ADDRESSES + " address ranges at most");
        }
    }

    /** The end of a token. */
    public sealed interface Until {

        /** As the operator set it for those who do not say. */
        record Usual() implements Until {}

        /** It does not end by itself. */
        record Never() implements Until {}

        /** At a moment. */
        record Moment(Instant at) implements Until {}
    }
}
