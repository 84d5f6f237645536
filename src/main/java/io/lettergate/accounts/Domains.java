package io.lettergate.accounts;

import io.lettergate.accounts.spi.DomainSource;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.net.TrustedEndpoints;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the servers that keep the mail of an address, as the operator named them. */
@Component
class Domains implements TrustedEndpoints {

    private final List<MailDomain> configured;
    private final List<DomainSource> sources;

    Domains(AccountsSettings settings, List<DomainSource> sources) {
        this.configured =
                settings.domains().stream().map(AccountsSettings.Domain::domain).toList();
        this.sources = List.copyOf(sources);
    }

    MailDomain require(String domain) {
        return find(domain).orElseThrow(() -> new MailFailure.DomainUnknown(domain));
    }

    /** Whether there is one whose mail is collected for those who sign in. */
    boolean anyCollects() {
        return all().anyMatch(domain -> domain.protocol() == Protocol.POP3);
    }

    Optional<MailDomain> find(String domain) {
        var fallback = all().filter(MailDomain::isFallback);
        return Stream.concat(named(domain).stream(), fallback).findFirst();
    }

    /** The entry of just this domain; one for all others says nothing about it. */
    Optional<MailDomain> named(String domain) {
        return all().filter(candidate -> !candidate.isFallback() && candidate.names(domain))
                .findFirst();
    }

    /** What stands in the configuration is the operator's own word. */
    @Override
    public boolean names(String host, int port) {
        return servers().anyMatch(server -> server.host().equalsIgnoreCase(host) && server.port() == port);
    }

    /** The same, with the encryption that the operator wrote. */
    boolean names(Endpoint endpoint) {
        return servers().anyMatch(endpoint::equals);
    }

    private Stream<Endpoint> servers() {
        return all().flatMap(domain ->
                Stream.concat(domain.servers().values().stream(), Stream.ofNullable(domain.outgoing())));
    }

    private Stream<MailDomain> all() {
        return Stream.concat(configured.stream(), sources.stream().flatMap(source -> source.domains().stream()));
    }
}
