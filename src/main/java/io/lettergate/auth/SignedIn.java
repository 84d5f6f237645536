package io.lettergate.auth;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who is calling: the principal of a browser's session and of an API call alike.
 *
 * @param account the one that they signed in with
 * @param all asks for all their accounts as they are now
 * @param permit what they may do here
 */
public record SignedIn(Account account, Supplier<List<Account>> all, Permit permit) implements Principal {

    /** Somebody with this one account. */
    public SignedIn(Account account) {
        this(account, () -> List.of(account));
    }

    /** A person, who may do all that people may. */
    public SignedIn(Account account, Supplier<List<Account>> all) {
        this(account, all, Permit.PERSON);
    }

    /**
     * All accounts that may be used: one that was linked since is among them, one that was removed is not, nor one that
     * is kept from a token.
     */
    public List<Account> accounts() {
        return all.get().stream().filter(one -> reaches(one.id())).toList();
    }

    /** Whether nothing keeps the caller from what belongs to this account, should it be theirs. */
    public boolean reaches(AccountId id) {
        return permit.reaches(id);
    }

    /**
     * One of this person's accounts.
     *
     * @throws MailFailure.NoSuchAccount if there is none with this id, or it is somebody else's
     */
    public Account require(String id) {
        return accounts().stream()
                .filter(candidate -> candidate.id().toString().equals(id))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchAccount::new);
    }

    @Override
    public String getName() {
        return account.address();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedIn that && account.equals(that.account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    @Override
    public String toString() {
        return "SignedIn(" + account.id() + ")";
    }
}
