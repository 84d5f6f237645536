package io.lettergate.accounts.clues;

import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.net.NameService;
import io.lettergate.net.ServiceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks the DNS which servers a domain names for mail (RFC 6186, RFC 8314 §5.1), what is secure from the first octet
 * before what becomes so.
 */
public final class ServiceRecords implements Lookup {

    private static final List<Service> SERVICES = List.of(
            new Service("_imaps._tcp.", Kind.IMAP, Encryption.TLS),
            new Service("_imap._tcp.", Kind.IMAP, Encryption.STARTTLS),
            new Service("_pop3s._tcp.", Kind.POP3, Encryption.TLS),
            new Service("_pop3._tcp.", Kind.POP3, Encryption.STARTTLS),
            new Service("_submissions._tcp.", Kind.SUBMISSION, Encryption.TLS),
            new Service("_submission._tcp.", Kind.SUBMISSION, Encryption.STARTTLS));

    private final NameService names;
    private final ExecutorService threads;

    public ServiceRecords(NameService names, ExecutorService threads) {
        this.names = names;
        this.threads = threads;
    }

    /** A service, and how its servers are reached. */
    private record Service(String label, Kind kind, Encryption encryption) {}

    /** A service, and what the DNS says of it. */
    private record Said(Service service, List<ServiceRecord> records) {}

    @Override
    public String place(Seek seek) {
        return seek.domain();
    }

    @Override
    public Clues look(Seek seek) throws IOException {
        List<Hint> hints = new ArrayList<>();
        Set<Kind> refused = EnumSet.noneOf(Kind.class);
        for (var said : all(seek)) {
            var offered =
                    said.records().stream().filter(ServiceRecords::isUsable).toList();
            ordered(offered)
                    .forEach(record -> hints.add(Hint.of(
                            said.service().kind(),
                            record.target(),
                            record.port(),
                            said.service().encryption(),
                            seek)));
            if (said.records().stream().anyMatch(record -> !record.isOffered())) {
                refused.add(said.service().kind());
            }
        }
        hints.forEach(hint -> refused.remove(hint.kind()));
        return new Clues(hints, refused, false);
    }

    private static boolean isUsable(ServiceRecord record) {
        return record.isOffered() && record.port() > 0;
    }

    private List<Said> all(Seek seek) throws IOException {
        try {
            List<Said> all = new ArrayList<>();
            for (var asked : threads.invokeAll(SERVICES.stream()
                    .map(service ->
                            (Callable<Said>) () -> new Said(service, names.services(service.label() + seek.domain())))
                    .toList())) {
                all.add(asked.get());
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IOException("The DNS could not be asked", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Nobody waits any more", stopped);
        }
    }

    /** By priority, and by lot where that is the same: who has more weight comes first more often (RFC 2782). */
    private static List<ServiceRecord> ordered(List<ServiceRecord> records) {
        record Drawn(ServiceRecord record, double lot) {}
        return records.stream()
                .map(record -> new Drawn(record, lot(record.weight())))
                .sorted(Comparator.comparingInt((Drawn drawn) -> drawn.record().priority())
                        .thenComparingDouble(Drawn::lot))
                .map(Drawn::record)
                .toList();
    }

    private static double lot(int weight) {
        var waiting = -Math.log(1 - ThreadLocalRandom.current().nextDouble());
        return weight == 0 ? Double.MAX_VALUE : waiting / weight;
    }
}
