package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.sending.spi.MailSubmitter;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The most octets that the servers take by which accounts send, as far as they said so. */
@Component
public class ServerSizes {

    private final OutgoingServers servers;
    private final ObjectProvider<MailSubmitter> submitters;

    ServerSizes(OutgoingServers servers, ObjectProvider<MailSubmitter> submitters) {
        this.servers = servers;
        this.submitters = submitters;
    }

    /** What a server takes. */
    public record Limit(String host, long octets) {}

    /** What the server of an account takes, if that is known. */
    public Optional<Limit> of(Account account) {
        return servers.of(account)
                .flatMap(access -> submitters.stream()
                        .flatMapToLong(submitter -> submitter.largest(access).stream())
                        .boxed()
                        .min(Long::compare)
                        .map(most -> new Limit(access.server().host(), most)));
    }

    /** Somebody writes by this account: what its server takes will be known soon, and nobody waits for that. */
    public void ask(Account account) {
        servers.of(account).ifPresent(access -> submitters.stream().forEach(submitter -> submitter.ask(access)));
    }
}
