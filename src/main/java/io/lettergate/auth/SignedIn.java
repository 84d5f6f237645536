package io.lettergate.auth;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import java.security.Principal;
import java.util.List;

/** Who is calling: the principal of a browser's session and of an API call alike. */
public record SignedIn(Account account) implements Principal {

    /** All accounts this person may use. */
    public List<Account> accounts() {
        return List.of(account);
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
}
