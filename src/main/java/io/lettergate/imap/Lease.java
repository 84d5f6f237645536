package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Keyring;
import io.lettergate.imap.Pool.Kept;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.spi.Errand;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One piece of work on a borrowed connection, from a place in the pool that was entered to the end of it. */
final class Lease {

    /** A connection that rested longer is asked first whether it still lives. */
    private static final Duration SURELY_ALIVE = Duration.ofMinutes(1);

    private final ImapSettings settings;
    private final Opener opener;
    private final Keyring keyring;
    private final Ticker ticker;
    private final Pool pool;
    private final Account account;
    private final Errand errand;
    private @Nullable Kept held;
    private boolean hasPlace = true;
    private int names;

    Lease(
            ImapSettings settings,
            Opener opener,
            Keyring keyring,
            Ticker ticker,
            Pool pool,
            Account account,
            Errand errand) {
        this.settings = settings;
        this.opener = opener;
        this.keyring = keyring;
        this.ticker = ticker;
        this.pool = pool;
        this.account = account;
        this.errand = errand;
    }

    <T> T run(Function<ImapWire, T> work) {
        names = pool.names();
        var waiting = waiting();
        return waiting.isPresent() ? onWaiting(waiting.get(), work) : onFresh(work);
    }

    /** Gives back what was borrowed. */
    void end() {
        if (held != null && !held.wire().isBroken()) {
            opener.lived(account, held.openedAt());
        }
        if (!hasPlace) {
            return;
        }
        if (held == null) {
            pool.leave();
        } else {
            forgetPlace(held.wire());
            pool.give(held.wire(), held.openedAt());
        }
    }

    private void forgetPlace(ImapWire wire) {
        if (wire.hasNamed()) {
            pool.namesChanged();
        }
        if (pool.names() != names) {
            wire.selected(null);
        }
    }

    private Optional<Kept> waiting() {
        for (var kept = pool.take(errand.mailbox()); kept.isPresent(); kept = pool.take(errand.mailbox())) {
            if (isAlive(kept.get())) {
                return kept;
            }
            pool.close(kept.get().wire());
        }
        return Optional.empty();
    }

    private boolean isAlive(Kept kept) {
        if (ticker.nanos() - kept.since() < SURELY_ALIVE.toNanos()) {
            return true;
        }
        try {
            return kept.wire().run("NOOP", null).completion().isOK();
        } catch (MailFailure dead) {
            return false;
        }
    }

    /**
     * A connection that waited may have died unseen, which shows only when it is used. Then the work is done once more on
     * a new one, unless something was sent that must not be sent twice.
     */
    private <T> T onWaiting(Kept waiting, Function<ImapWire, T> work) {
        try {
            return on(waiting, work);
        } catch (MailFailure.ServerUnreachable died) {
            if (waiting.wire().hasChanged() || Thread.currentThread().isInterrupted()) {
                throw died;
            }
            pool.close(waiting.wire());
            held = null;
            pool.closeAll();
            return onFresh(work);
        }
    }

    private <T> T onFresh(Function<ImapWire, T> work) {
        var fresh = fresh();
        try {
            return on(fresh, work);
        } catch (MailFailure.ServerUnreachable broken) {
            if (fresh.wire().isBroken() && !Thread.currentThread().isInterrupted()) {
                opener.failed(account);
            }
            throw broken;
        }
    }

    private Kept fresh() {
        try {
            return opened();
        } catch (MailFailure.TooManyConnections many) {
            pool.shrink();
            return another(many);
        }
    }

    private Kept opened() {
        pool.willOpen();
        var isOpen = false;
        try {
            var wire = opener.open(account, keyring.require(account.id()), errand.isBackground());
            isOpen = true;
            pool.limitTo(Provider.of(wire).sessions());
            return new Kept(wire, ticker.nanos(), ticker.nanos());
        } finally {
            if (!isOpen) {
                pool.closed();
            }
        }
    }

    /** Where the server takes no more, waits for a connection that somebody else has. */
    private Kept another(MailFailure.TooManyConnections many) {
        if (!pool.isShared()) {
            throw many;
        }
        pool.leave();
        hasPlace = false;
        pool.enter(errand);
        hasPlace = true;
        return waiting().orElseThrow(() -> many);
    }

    private <T> T on(Kept kept, Function<ImapWire, T> work) {
        held = kept;
        var wire = kept.wire();
        wire.forgetChanges();
        wire.connection().closeAfter(settings.longest());
        try {
            return work.apply(wire);
        } catch (UnreadableException nonsense) {
            wire.close();
            throw wire.failure(nonsense);
        } finally {
            wire.connection().stayOpen();
        }
    }
}
