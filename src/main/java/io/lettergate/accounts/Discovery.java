package io.lettergate.accounts;

import io.lettergate.accounts.Candidate.Source;
import io.lettergate.accounts.clues.Kind;
import io.lettergate.accounts.clues.Seek;
import io.lettergate.accounts.clues.UsualPorts;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.net.HostName;
import io.lettergate.net.Upgrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Finds the servers of an address: what the operator says of its domain, else what the domain itself, a database, our own
 * table or the DNS say of it, else the names and ports that many servers have. All are asked together, all doors are
 * knocked at together, and no password is shown to any while looking.
 */
@Service
public class Discovery {

    private static final Comparator<Trial> BEST_FIRST = Comparator.comparing((Trial trial) -> !trial.answers())
            .thenComparing(trial -> trial.candidate().isDoubtful())
            .thenComparing(trial -> trial.candidate().source())
            .thenComparing(trial -> trial.candidate().access().incoming().encryption());

    private static final Comparator<Outgoing> BEST_OUTGOING = Comparator.comparing(
                    (Outgoing outgoing) -> !outgoing.answers())
            .thenComparing(Outgoing::source)
            .thenComparing(outgoing -> outgoing.server().encryption());

    private final Domains domains;
    private final Leads leads;
    private final Doors doors;
    private final SignInChecks checks;
    private final Errands errands;
    private final LinkingSettings settings;

    Discovery(
            Domains domains, Leads leads, Doors doors, SignInChecks checks, Errands errands, LinkingSettings settings) {
        this.domains = domains;
        this.leads = leads;
        this.doors = doors;
        this.checks = checks;
        this.errands = errands;
        this.settings = settings;
    }

    /**
     * Looks for the servers of an address.
     *
     * @throws MailFailure.AddressInvalid if it is none
     */
    public Findings find(String typed) {
        return find(typed, Progress.UNHEARD);
    }

    /**
     * The same, for somebody who wants to watch.
     *
     * @throws MailFailure.AddressInvalid if it is none
     */
    public Findings find(String typed, Progress progress) {
        var address = MailAddress.of(typed);
        var search = new Search(address, progress);
        var named = domains.named(address.domain());
        if (named.isPresent()) {
            search.knock(operators(named.get(), address));
        } else {
            seek(address).ifPresent(search::askAround);
            search.knock(fallback(address));
        }
        return search.findings();
    }

    private static Optional<Seek> seek(MailAddress address) {
        return HostName.read(address.domain())
                .filter(host -> !host.isAddress() && host.value().indexOf('.') > 0)
                .map(host -> new Seek(address.localPart(), host.value()));
    }

    /** The server for all that is named nowhere; asked last, as it need not be the address's own. */
    private Told fallback(MailAddress address) {
        return domains.find(address.domain())
                .filter(MailDomain::isFallback)
                .map(domain -> operators(domain, address))
                .orElseGet(() -> Told.of(List.of(), List.of()));
    }

    private static Told operators(MailDomain domain, MailAddress address) {
        var outgoing = domain.outgoing(address)
                .map(access -> new Outgoing(access.server(), access.userName(), Source.OPERATOR, Set.of(), null));
        return Told.of(candidates(domain, address), outgoing.stream().toList());
    }

    private static List<Candidate> candidates(MailDomain domain, MailAddress address) {
        return Stream.of(Protocol.values())
                .filter(domain.servers()::containsKey)
                .map(protocol -> new Candidate(domain.access(address, protocol), Source.OPERATOR))
                .toList();
    }

    /** Looking for one address. */
    private final class Search {

        private final MailAddress address;
        private final Progress progress;
        private final List<Clue> clues = new ArrayList<>();
        private final List<Trial> trials = new ArrayList<>();
        private final List<Outgoing> outgoing = new ArrayList<>();

        Search(MailAddress address, Progress progress) {
            this.address = address;
            this.progress = progress;
        }

        /** Knocks where somebody says; where nobody does, or nobody opens, at the usual doors. */
        void askAround(Seek seek) {
            var said = leads.about(seek, progress);
            said.forEach(lead -> clues.add(lead.clue()));
            var told = Told.by(said, address);
            var missing = EnumSet.allOf(Kind.class);
            missing.removeAll(told.absent());
            if (told.candidates().isEmpty()) {
                knock(both(told, guessed(seek, missing)));
            } else if (told.outgoing().isEmpty() && missing.contains(Kind.SUBMISSION)) {
                knock(both(told, guessed(seek, EnumSet.of(Kind.SUBMISSION))));
                knock(guessed(seek, missing));
            } else {
                knock(told);
                knock(guessed(seek, missing));
            }
        }

        private Told guessed(Seek seek, EnumSet<Kind> kinds) {
            return Told.guessed(UsualPorts.in(seek, kinds, settings.plainText()), address);
        }

        private static Told both(Told told, Told guessed) {
            return new Told(
                    Stream.concat(told.candidates().stream(), guessed.candidates().stream())
                            .toList(),
                    Stream.concat(told.outgoing().stream(), guessed.outgoing().stream())
                            .toList(),
                    told.absent());
        }

        /** All at once, unless a door is open already. */
        void knock(Told told) {
            if (trials.stream().anyMatch(Trial::answers)) {
                return;
            }
            var known =
                    trials.stream().map(Trial::candidate).map(Candidate::access).toList();
            var incoming = told.candidates().stream()
                    .filter(candidate -> !known.contains(candidate.access()))
                    .map(candidate -> errands.send(() -> tried(candidate)))
                    .toList();
            var sent = told.outgoing().stream()
                    .map(server -> errands.send(() -> server.after(doors.problem(server.server(), Upgrade.SMTP))))
                    .toList();
            incoming.forEach(trial -> trials.add(trial.join()));
            sent.forEach(server -> outgoing.add(server.join()));
        }

        private Trial tried(Candidate candidate) {
            var access = candidate.access();
            var problem = doors.problem(access.incoming(), Doors.upgrade(access.protocol()));
            var trial = new Trial(candidate, problem);
            progress.knocked(trial);
            return trial;
        }

        Findings findings() {
            trials.sort(BEST_FIRST);
            outgoing.sort(BEST_OUTGOING);
            return new Findings(
                    address.value(), clues, trials, outgoing.stream().distinct().toList());
        }
    }

    /** Signs in once by the best way of each protocol; nothing is stored. */
    public List<Proof> prove(Findings findings, Password password) {
        var best = Stream.of(Protocol.IMAP, Protocol.POP3)
                .flatMap(protocol -> findings.recommended(protocol).stream())
                .map(candidate -> errands.send(() -> proof(findings.address(), candidate, password)))
                .toList();
        return best.stream().map(CompletableFuture::join).toList();
    }

    private Proof proof(String address, Candidate candidate, Password password) {
        var access = candidate.access();
        if (!candidate.takesPassword()) {
            return new Proof(
                    access,
                    new MailFailure.SignInUnsupported(
                            access.incoming().host(), "it takes no passwords; one signs in at the provider instead"));
        }
        try {
            checks.check(access.of(AccountId.random(), MailAddress.of(address).value()), password, null);
            return new Proof(access, null);
        } catch (MailFailure failure) {
            return new Proof(access, failure);
        }
    }
}
