package io.lettergate.moving;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Candidate;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Findings;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.Trial;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the IMAP server of an account whose mail is collected, and proves that it takes the account's own password. */
@Component
class ImapDoors {

    /** A server may lock somebody out who is refused too often. */
    private static final int TRIED = 3;

    private static final String RECENT = "recent:";

    private final Discovery discovery;
    private final Linking linking;
    private final Keyring keyring;

    ImapDoors(Discovery discovery, Linking linking, Keyring keyring) {
        this.discovery = discovery;
        this.linking = linking;
        this.keyring = keyring;
    }

    /** The best that takes the password. */
    Access find(Account account) {
        if (account.protocol() != Protocol.POP3) {
            throw new MailFailure.CapabilityMissing("pop3", "This account is reached by IMAP already.");
        }
        if (!(keyring.require(account.id()) instanceof Password password)) {
            throw new MailFailure.CapabilityMissing("pop3", "This account has no password to sign in with by IMAP.");
        }
        var findings = discovery.find(account.address());
        var doors = doors(findings, account);
        if (doors.isEmpty()) {
            throw new MailFailure.CapabilityMissing("imap", nowhere(account, findings));
        }
        return first(account, doors, password);
    }

    private static String nowhere(Account account, Findings findings) {
        var problem = trials(findings).map(Trial::problem).findFirst();
        return "We found no IMAP server for " + account.address() + ". "
                + problem.orElse("Nobody names one for its domain.");
    }

    /** Each as its source says; then with the name that the account has at its present server. */
    private static List<Access> doors(Findings findings, Account account) {
        var name = account.userName().startsWith(RECENT)
                ? account.userName().substring(RECENT.length())
                : account.userName();
        var found = trials(findings)
                .filter(Trial::answers)
                .map(Trial::candidate)
                .filter(candidate -> !candidate.isDoubtful() && candidate.takesPassword())
                .map(Candidate::access)
                .toList();
        var named = found.stream().map(access -> new Access(Protocol.IMAP, access.incoming(), name));
        return Stream.concat(found.stream(), named).distinct().limit(TRIED).toList();
    }

    private static Stream<Trial> trials(Findings findings) {
        return findings.trials().stream()
                .filter(trial -> trial.candidate().access().protocol() == Protocol.IMAP);
    }

    private Access first(Account account, List<Access> doors, Password password) {
        MailFailure refusal = null;
        for (var door : doors) {
            try {
                linking.verify(account.address(), door, password);
                return door;
            } catch (MailFailure failure) {
                refusal = refusal == null ? failure : refusal;
            }
        }
        throw refusal == null ? new MailFailure.SignInNeeded() : refusal;
    }
}
