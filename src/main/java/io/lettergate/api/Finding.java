package io.lettergate.api;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Discovery;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the server that a caller named, or else the best that answers. */
@Component
class Finding {

    private final Discovery discovery;

    Finding(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * The way to the mail of the wanted account.
     *
     * @throws MailFailure.DomainUnknown if no server answers
     */
    Access access(NewAccount wanted) {
        return wanted.named().orElseGet(() -> found(wanted));
    }

    private Access found(NewAccount wanted) {
        var kind = wanted.kind();
        var findings = discovery.find(wanted.wanted());
        return Stream.of(Protocol.IMAP, Protocol.POP3)
                .filter(protocol -> kind.isEmpty() || kind.get() == protocol)
                .map(findings::best)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new MailFailure.DomainUnknown(
                        findings.address().substring(findings.address().lastIndexOf('@') + 1)));
    }
}
