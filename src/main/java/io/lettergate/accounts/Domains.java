package io.lettergate.accounts;

import io.lettergate.accounts.spi.DomainSource;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.TrustedEndpoints;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the server that keeps the mail of an address. */
@Component
class Domains implements TrustedEndpoints {

    private final AccountsSettings settings;
    private final List<DomainSource> sources;

    Domains(AccountsSettings settings, List<DomainSource> sources) {
        this.settings = settings;
        this.sources = List.copyOf(sources);
    }

    MailDomain require(String domain) {
        var named = all().filter(candidate -> !candidate.isFallback() && candidate.names(domain));
        var fallback = all().filter(MailDomain::isFallback);
        return Stream.concat(named, fallback).findFirst().orElseThrow(() -> new MailFailure.DomainUnknown(domain));
    }

    /** What stands in the configuration is the operator's own word. */
    @Override
    public boolean names(String host, int port) {
        return all().map(MailDomain::incoming)
                .anyMatch(server -> server.host().equalsIgnoreCase(host) && server.port() == port);
    }

    private Stream<MailDomain> all() {
        return Stream.concat(
                settings.domains().stream().map(AccountsSettings.Domain::domain),
                sources.stream().flatMap(source -> source.domains().stream()));
    }
}
