package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Heading;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Stored;
import io.lettergate.collecting.Wanted;
import io.lettergate.store.Incoming;
import io.lettergate.store.Intake;
import io.lettergate.store.Intake.Arrival;
import io.lettergate.store.Intake.Kept;
import io.lettergate.store.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from a server into the store, many at a time: a message counts as collected in the transaction that stores
 * it, and not before. None is stored before the server's next answer was understood: only then it surely had ended.
 */
final class Harvest implements Retrieval, AutoCloseable {

    private static final int MESSAGES = 100;
    private static final long OCTETS = 8L << 20;
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final Claim claim;
    private final Intake intake;
    private final Storing storing;
    private final Ledger ledger;
    private final Map<Integer, Wanted> wanted;
    private final Runnable pulse;
    private final List<Picked> picked = new ArrayList<>();
    private @Nullable Incoming coming;
    private @Nullable Wanted current;
    private HeaderTap tap = new HeaderTap();
    private long octets;
    private long since;

    /**
     * Begins with nothing.
     *
     * @param pulse is called often while octets come
     */
    Harvest(Claim claim, Intake intake, Ledger ledger, List<Wanted> wanted, Runnable pulse) {
        this.claim = claim;
        this.intake = intake;
        this.storing = new Storing(intake);
        this.ledger = ledger;
        this.wanted = wanted.stream().collect(Collectors.toMap(Wanted::number, Function.identity()));
        this.pulse = pulse;
    }

    @Override
    public void begins(int number) throws IOException {
        if (picked.size() >= MESSAGES || octets >= OCTETS || System.nanoTime() - since >= LONGEST) {
            pass();
        }
        current = require(number);
        coming = intake.begin();
        tap = new HeaderTap();
    }

    @Override
    public void octets(ByteBuffer some) throws IOException {
        if (coming == null) {
            throw new IllegalStateException("Octets before a message began");
        }
        tap.look(some);
        coming.write(some);
        pulse.run();
    }

    @Override
    public void ended(int number) throws IOException {
        var message = coming;
        if (message == null) {
            throw new IllegalStateException("A message ended that never began");
        }
        message.finish();
        if (picked.isEmpty()) {
            since = System.nanoTime();
        }
        picked.add(new Picked(require(number), message, Headings.of(tap.header())));
        octets += message.size();
        coming = null;
        current = null;
    }

    /**
     * Drops the message that came last, as what followed it was no answer: it had not ended where it seemed to. To be tried
     * again later than the others.
     */
    void distrustLast(String why) {
        if (current != null || picked.isEmpty()) {
            return;
        }
        var last = picked.removeLast();
        last.message().close();
        ledger.failed(claim, last.wanted().row(), why);
    }

    @Override
    public void refused(int number, Reply reply) {
        ledger.failed(claim, require(number).row(), "The server did not give it: " + reply.words());
    }

    /** Stores what has come so far. */
    void keep() throws IOException {
        pass();
        storing.finish();
        pulse.run();
    }

    /** Begins to store it. */
    private void pass() throws IOException {
        if (picked.isEmpty()) {
            return;
        }
        var batch = List.copyOf(picked);
        storing.add(
                claim.account(),
                batch.stream().map(Picked::arrival).toList(),
                kept -> ledger.stored(claim, entered(batch, kept)));
        picked.clear();
        octets = 0;
        pulse.run();
    }

    private List<Stored> entered(List<Picked> batch, List<Kept> kept) {
        if (kept.size() != batch.size()) {
            throw new IllegalStateException(batch.size() + " messages came, but " + kept.size() + " were kept");
        }
        List<Stored> stored = new ArrayList<>(kept.size());
        for (int at = 0; at < kept.size(); at++) {
            stored.add(batch.get(at).stored(kept.get(at)));
        }
        return stored;
    }

    /** The message that was coming when something broke. */
    Optional<Wanted> current() {
        return Optional.ofNullable(current);
    }

    /** How many messages were stored. */
    long collected() {
        return storing.stored();
    }

    private Wanted require(int number) {
        return Optional.ofNullable(wanted.get(number))
                .orElseThrow(() -> new IllegalStateException("Nobody asked for message " + number));
    }

    /** Throws away what was not stored. */
    @Override
    public void close() {
        storing.close();
        if (coming != null) {
            coming.close();
        }
        picked.forEach(one -> one.message().close());
    }

    /** A message that has come, and waits to be stored. */
    private record Picked(Wanted wanted, Incoming message, Heading heading) {

        Arrival arrival() {
            return new Arrival(message, new Origin(wanted.uidl(), wanted.ordinal(), wanted.firstSeenAt()));
        }

        Stored stored(Kept kept) {
            return new Stored(wanted.row(), kept.copy(), kept.digest().hex(), kept.size(), heading);
        }
    }
}
