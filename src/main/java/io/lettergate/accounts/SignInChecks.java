package io.lettergate.accounts;

import io.lettergate.accounts.spi.CredentialCheck;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has passwords checked by whoever speaks the protocol of the account. */
@Component
class SignInChecks {

    private final List<CredentialCheck> checks;
    private final LinkingSettings settings;
    private final Domains domains;

    SignInChecks(List<CredentialCheck> checks, LinkingSettings settings, Domains domains) {
        this.checks = List.copyOf(checks);
        this.settings = settings;
        this.domains = domains;
    }

    /**
     * Signs in once, and keeps nothing.
     *
     * @param client the address of the person's own machine, for a server that trusts us
     * @throws MailFailure if the server refuses, cannot be asked, or may not be asked
     */
    void check(Account account, Credential credential, @Nullable String client) {
        requireAllowed(account.incoming());
        checks.stream()
                .filter(check -> check.serves(account.protocol()))
                .findFirst()
                .orElseThrow(() -> new MailFailure.SignInUnsupported(
                        account.incoming().host(), "this Lettergate does not speak " + account.protocol() + " yet"))
                .check(account, credential, client);
    }

    /** Nobody on the way may read a password, unless the operator says so. */
    void requireAllowed(Endpoint endpoint) {
        if (!isAllowed(endpoint)) {
            throw new MailFailure.PolicyRefused(
                    endpoint.host(), "the connection would be in plain text, which the operator does not allow");
        }
    }

    boolean isAllowed(Endpoint endpoint) {
        return endpoint.encryption() != Endpoint.Encryption.NONE || settings.plainText() || domains.names(endpoint);
    }
}
