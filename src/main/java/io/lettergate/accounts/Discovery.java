package io.lettergate.accounts;

import io.lettergate.accounts.Candidate.Source;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.net.Dialer;
import io.lettergate.net.Upgrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Finds the servers of an address: what the operator says of its domain, else what is known of large providers, else the
 * names that many servers have. All doors are knocked at together, and no password is shown to any while looking.
 */
@Service
public class Discovery implements DisposableBean {

    private static final Comparator<Trial> BEST_FIRST = Comparator.comparing((Trial trial) -> !trial.answers())
            .thenComparing(trial -> trial.candidate().source())
            .thenComparing(trial -> trial.candidate().access().incoming().encryption());

    /** No host has a longer name, with "imap." before it. */
    private static final int LONGEST = 248;

    private final Domains domains;
    private final Dialer dialer;
    private final Linking linking;
    private final LinkingSettings settings;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("discovery-", 0).factory());

    Discovery(Domains domains, Dialer dialer, Linking linking, LinkingSettings settings) {
        this.domains = domains;
        this.dialer = dialer;
        this.linking = linking;
        this.settings = settings;
    }

    /**
     * Looks for the servers of an address.
     *
     * @throws MailFailure.AddressInvalid if it is none
     */
    public Findings find(String typed) {
        var address = MailAddress.of(typed);
        var known = known(address);
        var trials = tried(known.isEmpty() ? guesses(address) : known);
        if (trials.stream().noneMatch(Trial::answers)) {
            trials.addAll(tried(fallback(address)));
        }
        trials.sort(BEST_FIRST);
        return new Findings(address.value(), trials);
    }

    /** Signs in once by the best way of each protocol; nothing is stored. */
    public List<Proof> prove(Findings findings, Password password) {
        var best = Stream.of(Protocol.IMAP, Protocol.POP3)
                .flatMap(protocol -> findings.best(protocol).stream())
                .map(access -> started(() -> proof(findings.address(), access, password)))
                .toList();
        return best.stream().map(CompletableFuture::join).toList();
    }

    private Proof proof(String address, Access access, Password password) {
        try {
            linking.verify(address, access, password);
            return new Proof(access, null);
        } catch (MailFailure failure) {
            return new Proof(access, failure);
        }
    }

    private List<Candidate> known(MailAddress address) {
        var named = domains.named(address.domain())
                .map(domain -> candidates(domain, address))
                .orElse(List.of());
        return named.isEmpty()
                ? Providers.of(address).stream()
                        .map(access -> new Candidate(access, Source.PROVIDER))
                        .toList()
                : named;
    }

    /** The server for all that is named nowhere; asked last, as it need not be the address's own. */
    private List<Candidate> fallback(MailAddress address) {
        return domains.find(address.domain())
                .filter(MailDomain::isFallback)
                .map(domain -> candidates(domain, address))
                .orElse(List.of());
    }

    private static List<Candidate> candidates(MailDomain domain, MailAddress address) {
        return Stream.of(Protocol.values())
                .filter(domain.servers()::containsKey)
                .map(protocol -> new Candidate(domain.access(address, protocol), Source.OPERATOR))
                .toList();
    }

    private static List<Candidate> guesses(MailAddress address) {
        List<Candidate> guesses = new ArrayList<>();
        if (address.domain().length() > LONGEST) {
            return guesses;
        }
        for (var host : List.of("imap.", "mail.")) {
            guesses.add(guess(address, Protocol.IMAP, host, 993, Encryption.TLS));
            guesses.add(guess(address, Protocol.IMAP, host, 143, Encryption.STARTTLS));
        }
        for (var host : List.of("pop.", "pop3.", "mail.")) {
            guesses.add(guess(address, Protocol.POP3, host, 995, Encryption.TLS));
            guesses.add(guess(address, Protocol.POP3, host, 110, Encryption.STARTTLS));
        }
        return guesses;
    }

    private static Candidate guess(
            MailAddress address, Protocol protocol, String host, int port, Encryption encryption) {
        var endpoint = new Endpoint(host + address.domain(), port, encryption);
        return new Candidate(new Access(protocol, endpoint, address.value()), Source.GUESS);
    }

    private List<Trial> tried(List<Candidate> candidates) {
        var asked = candidates.stream()
                .map(candidate -> started(() -> tried(candidate))
                        .completeOnTimeout(late(candidate), settings.discovery().toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        List<Trial> trials = new ArrayList<>();
        asked.forEach(one -> trials.add(one.join()));
        return trials;
    }

    private Trial late(Candidate candidate) {
        var endpoint = candidate.access().incoming();
        return new Trial(
                candidate,
                endpoint.host() + " does not answer on port " + endpoint.port() + ": it took longer than "
                        + settings.discovery().toSeconds() + " seconds.");
    }

    private Trial tried(Candidate candidate) {
        var access = candidate.access();
        var upgrade = switch (access.protocol()) {
            case IMAP -> Upgrade.IMAP;
            case POP3 -> Upgrade.POP3;
        };
        try (var connection = dialer.dial(access.incoming(), upgrade)) {
            return new Trial(candidate, misfit(access, connection.greeting()));
        } catch (MailFailure failure) {
            return new Trial(candidate, failure.sentence());
        }
    }

    private static @Nullable String misfit(Access access, String greeting) {
        var wanted = switch (access.protocol()) {
            case IMAP -> "* OK";
            case POP3 -> "+OK";
        };
        return greeting.regionMatches(true, 0, wanted, 0, wanted.length())
                ? null
                : access.incoming() + " does not speak " + access.protocol() + ".";
    }

    private <T> CompletableFuture<T> started(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
