package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.MailboxName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    public void keep(Account account, List<Arrival> arrivals, Consumer<List<Kept>> alongside) throws IOException {
        try {
            changes.ensure(account);
            var prepared = prepare(account, arrivals);
            changes.make(account.id(), change -> {
                alongside.accept(keep(change, arrivals, prepared));
                return true;
            });
        } catch (RuntimeException failure) {
            var disk = Failures.ofDisk(failure);
            if (disk != null) {
                throw disk;
            }
            throw failure;
        }
    }

    /** The messages that are not known yet, by their files. */
    private Map<Incoming, Prepared> prepare(Account account, List<Arrival> arrivals) throws IOException {
        List<IncomingFile> unknown = new ArrayList<>();
        for (var arrival : arrivals) {
            if (arrival.message() instanceof IncomingFile file
                    && place(account, arrival.origin(), file).isNew()) {
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

    private List<Kept> keep(Change change, List<Arrival> arrivals, Map<Incoming, Prepared> prepared) {
        var batch = new Batch(change, clock.instant());
        var inbox = boxes.require(change.account(), MailboxName.INBOX);
        arrivals.forEach(arrival -> batch.add(arrival, prepared.get(arrival.message())));
        var places = entering.enter(change, inbox, batch.fresh);
        return batch.kept(places);
    }

    /**
     * Under which ordinal a message is kept: its own, unless another message has that. Nothing that differs is ever taken
     * for the same, whatever its server calls it.
     */
    private Found place(Account account, Origin origin, IncomingFile file) {
        return place(account.id(), origin, file.digest());
    }

    private Found place(AccountId account, Origin origin, Digest digest) {
        for (int ordinal = origin.ordinal(); ; ordinal++) {
            var known = origins.find(account, origin.uidl(), ordinal).orElse(null);
            if (known == null || known.digest().equals(digest)) {
                return new Found(new Origin(origin.uidl(), ordinal, origin.firstSeenAt()), known);
            }
        }
    }

    /** Where an origin leads. */
    private record Found(Origin origin, Origins.@Nullable Known known) {
        boolean isNew() {
            return known == null;
        }
    }

    /** Messages that are kept together, some of which may be the same. */
    private final class Batch {

        private final Change change;
        private final Instant now;
        private final List<Fresh> fresh = new ArrayList<>();
        private final List<Draft> drafts = new ArrayList<>();
        private final Map<Name, Integer> names = new HashMap<>();

        Batch(Change change, Instant now) {
            this.change = change;
            this.now = now;
        }

        void add(Arrival arrival, @Nullable Prepared message) {
            var digest = ((IncomingFile) arrival.message()).digest();
            var found = place(change.account(), arrival.origin(), digest);
            var ordinal = found.origin().ordinal();
            while (true) {
                var origin = new Origin(
                        arrival.origin().uidl(), ordinal, arrival.origin().firstSeenAt());
                var name = new Name(origin.uidl().value(), ordinal);
                var sibling = names.get(name);
                if (sibling != null && !fresh.get(sibling).digest().equals(digest)) {
                    ordinal++;
                } else if (found.known() != null || sibling != null) {
                    drafts.add(new Draft(origin, found.known(), sibling, true));
                    return;
                } else if (message == null) {
                    throw new IllegalStateException("A message that was known is no longer: " + origin);
                } else {
                    names.put(name, fresh.size());
                    drafts.add(new Draft(origin, null, fresh.size(), false));
                    fresh.add(Fresh.collected(message, now, origin));
                    return;
                }
            }
        }

        List<Kept> kept(List<Entering.Place> places) {
            return drafts.stream().map(draft -> draft.kept(places, fresh)).toList();
        }
    }

    /** A name of a message on its server. */
    private record Name(String uidl, int ordinal) {}

    /** What will be told of an arrival once it has a number. */
    private record Draft(
            Origin origin,
            Origins.@Nullable Known known,
            @Nullable Integer index,
            boolean again) {

        Kept kept(List<Entering.Place> places, List<Fresh> fresh) {
            if (known != null) {
                return new Kept(origin, new CopyId(known.number()), known.digest(), known.size(), again);
            }
            if (index == null) {
                throw new IllegalStateException("Neither known nor new: " + origin);
            }
            var message = fresh.get(index);
            var copy = new CopyId(places.get(index).number());
            return new Kept(origin, copy, message.digest(), message.size(), again);
        }
    }
}
