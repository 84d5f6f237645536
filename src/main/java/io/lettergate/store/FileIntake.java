package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.MailboxName;
import io.lettergate.store.Origins.Known;
import io.lettergate.store.Origins.Name;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Takes messages in: files first, then journal and tables together. */
@Component
class FileIntake implements Intake {

    private final MessageFiles files;
    private final Preparing preparing;
    private final Changes changes;
    private final Boxes boxes;
    private final Origins origins;
    private final Entering entering;
    private final Clock clock;

    FileIntake(
            MessageFiles files,
            Preparing preparing,
            Changes changes,
            Boxes boxes,
            Origins origins,
            Entering entering,
            Clock clock) {
        this.files = files;
        this.preparing = preparing;
        this.changes = changes;
        this.boxes = boxes;
        this.origins = origins;
        this.entering = entering;
        this.clock = clock;
    }

    @Override
    public Incoming begin() throws IOException {
        return files.begin();
    }

    @Override
    public Batch prepare(Account account, List<Arrival> arrivals) throws IOException {
        try {
            changes.ensure(account);
            return new Durable(account, List.copyOf(arrivals), files(account, arrivals));
        } catch (RuntimeException failure) {
            throw ofDisk(failure);
        }
    }

    @Override
    public void keep(Batch batch, Consumer<List<Kept>> alongside) throws IOException {
        if (!(batch instanceof Durable durable)) {
            throw new IllegalArgumentException("Messages that were not prepared here");
        }
        try {
            changes.make(batch.account().id(), change -> {
                alongside.accept(keep(change, batch.arrivals(), durable.files()));
                return true;
            });
        } catch (RuntimeException failure) {
            throw ofDisk(failure);
        }
    }

    private static RuntimeException ofDisk(RuntimeException failure) throws IOException {
        var disk = Failures.ofDisk(failure);
        if (disk != null) {
            throw disk;
        }
        return failure;
    }

    /** The messages that are not known yet, by their files. */
    private Map<Incoming, Prepared> files(Account account, List<Arrival> arrivals) throws IOException {
        var known = known(account.id(), arrivals);
        List<IncomingFile> unknown = new ArrayList<>();
        for (var arrival : arrivals) {
            var file = file(arrival);
            if (!known.containsKey(Name.of(named(known, arrival.origin(), file.digest())))) {
                unknown.add(file);
            }
        }
        var prepared = preparing.prepare(unknown);
        Map<Incoming, Prepared> byFile = new HashMap<>();
        for (int index = 0; index < unknown.size(); index++) {
            byFile.put(unknown.get(index), prepared.get(index));
        }
        return byFile;
    }

    private Map<Name, Known> known(AccountId account, List<Arrival> arrivals) {
        return origins.find(
                account,
                arrivals.stream().map(arrival -> arrival.origin().uidl()).toList());
    }

    private static IncomingFile file(Arrival arrival) {
        if (arrival.message() instanceof IncomingFile file) {
            return file;
        }
        throw new IllegalArgumentException("A message that was not begun here");
    }

    /**
     * The name under which a message is kept: its own, unless another message has that. Nothing that differs is ever taken
     * for the same, whatever its server calls it.
     */
    private static Origin named(Map<Name, Known> known, Origin origin, Digest digest) {
        var named = origin;
        for (var other = known.get(Name.of(named));
                other != null && !other.digest().equals(digest); ) {
            named = new Origin(origin.uidl(), named.ordinal() + 1, origin.firstSeenAt());
            other = known.get(Name.of(named));
        }
        return named;
    }

    private List<Kept> keep(Change change, List<Arrival> arrivals, Map<Incoming, Prepared> prepared) {
        var known = known(change.account(), arrivals);
        var now = clock.instant();
        Map<Name, Known> all = new HashMap<>(known);
        List<Fresh> fresh = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (var arrival : arrivals) {
            var digest = file(arrival).digest();
            var origin = named(all, arrival.origin(), digest);
            var name = Name.of(origin);
            var before = all.get(name);
            if (before == null) {
                var message = prepared.get(arrival.message());
                if (message == null) {
                    throw new IllegalStateException("A message that was known is no longer: " + name);
                }
                // Until it has a number, a message that is new is known by its place among the new.
                before = new Known(fresh.size(), digest, message.size());
                all.put(name, before);
                fresh.add(Fresh.collected(message, now, origin));
                drafts.add(new Draft(origin, before, true, false));
            } else {
                drafts.add(new Draft(origin, before, !known.containsKey(name), true));
            }
        }
        var inbox = boxes.require(change.account(), MailboxName.INBOX);
        var places = entering.enter(change, inbox, fresh);
        return drafts.stream().map(draft -> draft.kept(places)).toList();
    }

    /** What will be told of an arrival once all have their numbers. */
    private record Draft(Origin origin, Known message, boolean isNew, boolean again) {

        Kept kept(List<Entering.Place> places) {
            var number = isNew ? places.get((int) message.number()).number() : message.number();
            return new Kept(origin, new CopyId(number), message.digest(), message.size(), again);
        }
    }

    /** Messages whose files lie where they belong, but for those that were known before. */
    private record Durable(Account account, List<Arrival> arrivals, Map<Incoming, Prepared> files) implements Batch {}
}
