package io.lettergate.accounts;

import io.lettergate.accounts.Candidate.Source;
import io.lettergate.accounts.spi.SubmissionCheck;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Suffixes;
import io.lettergate.net.Upgrade;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * By which server an account sends: one that its person chose or that was found for it, else the one that the operator
 * names for its domain. Each is proven by a sign-in before it is kept.
 */
@Service
public class OutgoingServers {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingServers.class);
    private static final int TRIED = 3;
    /** Who vouches for a server even if its name is another domain's. */
    private static final Set<Source> VOUCHING =
            Set.of(Source.OPERATOR, Source.AUTOCONFIG, Source.DATABASE, Source.PROVIDER);

    private final OutgoingTable table;
    private final Domains domains;
    private final Discovery discovery;
    private final SignInChecks checks;
    private final Doors doors;
    private final Keyring keyring;
    private final Errands errands;
    private final ObjectProvider<SubmissionCheck> submission;

    OutgoingServers(
            OutgoingTable table,
            Domains domains,
            Discovery discovery,
            SignInChecks checks,
            Doors doors,
            Keyring keyring,
            Errands errands,
            ObjectProvider<SubmissionCheck> submission) {
        this.table = table;
        this.domains = domains;
        this.discovery = discovery;
        this.checks = checks;
        this.doors = doors;
        this.keyring = keyring;
        this.errands = errands;
        this.submission = submission;
    }

    /** The server of an account, if one is known. */
    public Optional<OutgoingAccess> of(Account account) {
        return table.find(account.id()).or(() -> operators(account));
    }

    private Optional<OutgoingAccess> operators(Account account) {
        var address = MailAddress.of(account.address());
        return domains.find(address.domain())
                .filter(domain -> !domain.isFallback() || domain.servers().containsValue(account.incoming()))
                .flatMap(domain -> domain.outgoing(address));
    }

    /**
     * The server of an account; where none is known, one is looked for, and kept.
     *
     * @throws MailFailure.NoOutgoingServer if there is none
     */
    public OutgoingAccess require(Account account) {
        return of(account)
                .or(() -> settle(account, null, keyring.require(account.id())))
                .orElseThrow(() -> new MailFailure.NoOutgoingServer(account.address()));
    }

    /**
     * Signs in once with what the account has, and sends by this server from then on.
     *
     * @throws MailFailure if the server refuses, cannot be asked, or may not be asked
     */
    public void choose(Account account, OutgoingAccess access) {
        verify(access, keyring.require(account.id()));
        table.keep(account.id(), access);
    }

    /**
     * Signs in once, and keeps nothing.
     *
     * @throws MailFailure if the server refuses, cannot be asked, or may not be asked
     */
    public void verify(OutgoingAccess access, Credential credential) {
        var server = access.server();
        checks.requireAllowed(server);
        if (domains.names(server)) {
            check(access, credential);
            return;
        }
        doors.require(server, Upgrade.SMTP);
        try {
            check(access, credential);
        } catch (MailFailure.ServerUnreachable | MailFailure.ServerSlow | MailFailure.TlsFailed broken) {
            LOG.info("server={} failed={}", server, broken.sentence());
            throw Doors.shut(server);
        }
    }

    private void check(OutgoingAccess access, Credential credential) {
        submission.stream()
                .findFirst()
                .orElseThrow(() ->
                        new MailFailure.SignInUnsupported(access.server().host(), "this Lettergate does not send mail"))
                .check(access, credential);
    }

    /** Sends by this server from then on, unasked. */
    public void keep(Account account, OutgoingAccess access) {
        checks.requireAllowed(access.server());
        table.keep(account.id(), access);
    }

    /** As {@link #settle}, beside what the caller does: who can read need not wait for it. */
    public void settleSoon(Account account, @Nullable Findings findings, Credential credential) {
        errands.threads().execute(() -> {
            try {
                settle(account, findings, credential);
            } catch (RuntimeException failed) {
                LOG.warn("account={} outgoing=not found", account.id(), failed);
            }
        });
    }

    /** Sends as the operator says from now on, or by what is found. */
    public void forget(Account account) {
        table.forget(account.id());
    }

    /**
     * Chooses the best server that was found and takes the sign-in. Where there is none the account can be read all the
     * same.
     *
     * @param findings what is known of the address already; absent to look now
     */
    public Optional<OutgoingAccess> settle(Account account, @Nullable Findings findings, Credential credential) {
        var named = operators(account);
        if (named.isPresent()) {
            return named;
        }
        var known = findings == null ? discovery.find(account.address()) : findings;
        var found = candidates(account, known, credential).stream()
                .limit(TRIED)
                .map(outgoing -> new OutgoingAccess(outgoing.server(), outgoing.userName()))
                .filter(access -> takes(account, access, credential))
                .findFirst();
        found.ifPresent(access -> table.keep(account.id(), access));
        return found;
    }

    private List<Outgoing> candidates(Account account, Findings findings, Credential credential) {
        return findings.outgoing().stream()
                .filter(Outgoing::answers)
                .filter(outgoing -> outgoing.server().encryption() != Endpoint.Encryption.NONE)
                .filter(outgoing -> isTrusted(account, outgoing, credential))
                .toList();
    }

    /** A token goes to hosts of those who gave it only; a password to none that the DNS alone says is the right one. */
    private static boolean isTrusted(Account account, Outgoing outgoing, Credential credential) {
        var host = outgoing.server().host();
        var isOfIncoming = Suffixes.areOfOne(host, account.incoming().host());
        return switch (credential) {
            case AccessToken token -> isOfIncoming;
            case Password password ->
                isOfIncoming || VOUCHING.contains(outgoing.source()) || Suffixes.areOfOne(host, account.provider());
        };
    }

    private boolean takes(Account account, OutgoingAccess access, Credential credential) {
        try {
            verify(access, credential);
            return true;
        } catch (MailFailure refused) {
            LOG.info("account={} outgoing={} refused={}", account.id(), access.server(), refused.sentence());
            return false;
        }
    }
}
