package io.lettergate.accounts.clues;

import io.lettergate.net.NameService;
import io.lettergate.net.Suffixes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses from who takes the mail of a domain who keeps it: many domains are kept by large providers. What we or the
 * provider database know of that provider counts; else that provider is asked, and at last its own host is tried.
 */
public final class MailExchangers implements Lookup {

    private final NameService names;
    private final List<Autoconfig> databases;
    private final List<Autoconfig> hosts;

    /**
     * Knows whom to ask about a provider.
     *
     * @param databases who knows many providers
     * @param hosts where a provider tells of itself
     */
    public MailExchangers(NameService names, List<Autoconfig> databases, List<Autoconfig> hosts) {
        this.names = names;
        this.databases = List.copyOf(databases);
        this.hosts = List.copyOf(hosts);
    }

    @Override
    public String place(Seek seek) {
        return seek.domain();
    }

    @Override
    public Clues look(Seek seek) throws IOException {
        var exchangers = names.exchangers(seek.domain());
        if (exchangers.isEmpty()) {
            return Clues.NONE;
        }
        var best = exchangers.getFirst();
        var keeper = Suffixes.registered(best).filter(domain -> !domain.equals(seek.domain()));
        var known = keeper.isEmpty() ? Optional.<Clues>empty() : known(seek, keeper.get());
        return known.orElseGet(() -> new Clues(UsualPorts.at(best, seek), Set.of(), false));
    }

    private Optional<Clues> known(Seek seek, String keeper) {
        var table = Providers.takingMailAt(keeper, seek);
        if (!table.isEmpty()) {
            return Optional.of(Clues.vouched(table));
        }
        return first(databases, seek, keeper)
                .or(() -> first(hosts, seek, keeper).map(said -> new Clues(said.hints(), Set.of(), false)));
    }

    private static Optional<Clues> first(List<Autoconfig> asked, Seek seek, String domain) {
        for (var one : asked) {
            var said = quietly(one, seek, domain);
            if (said.tellsOfMail()) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    /** One that cannot be asked says nothing; the next may. */
    private static Clues quietly(Autoconfig one, Seek seek, String domain) {
        try {
            return one.of(seek, domain);
        } catch (IOException | RuntimeException unasked) {
            return Clues.NONE;
        }
    }
}
