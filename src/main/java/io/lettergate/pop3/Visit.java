package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Claims;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Look;
import io.lettergate.collecting.Reconciled;
import io.lettergate.collecting.Removal;
import io.lettergate.collecting.Wanted;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Ticker;
import io.lettergate.store.Intake;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session: see what there is, collect what is new, remove what may leave, and say goodbye only when all of that is
 * written down.
 */
final class Visit {

    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    private static final int AT_ONCE = 256;
    private static final long OCTETS_AT_ONCE = 64L << 20;
    private static final long BEAT = Duration.ofSeconds(1).toNanos();

    private final Claim claim;
    private final Drop drop;
    private final Intake intake;
    private final Ledger ledger;
    private final Claims claims;
    private final PollerSettings settings;
    private final Ticker ticker;
    private final long began;
    private long beaten;
    private Look.State state = Look.State.LOOKING;
    private long found;
    private long toCollect;
    private boolean isStopped;
    private boolean isBudgetSpent;
    private boolean isChanged;

    Visit(Claim claim, Drop drop, Intake intake, Ledger ledger, Claims claims, PollerSettings settings, Ticker ticker) {
        this.claim = claim;
        this.drop = drop;
        this.intake = intake;
        this.ledger = ledger;
        this.claims = claims;
        this.settings = settings;
        this.ticker = ticker;
        this.began = ticker.nanos();
        this.beaten = began;
    }

    Outcome run() throws IOException {
        heed(drop.capabilities());
        if (isUnchanged()) {
            quit();
            claims.finished(claim, Look.State.DONE, Optional.empty());
            return Outcome.OVER;
        }
        var reconciled = new Surveying(claim, drop, ledger).survey();
        new Introducing(claim, drop, ledger).introduce(reconciled.tooLarge());
        var collected = collect(reconciled);
        var removed = isStopped ? 0 : remove(reconciled.present());
        if (removed > 0) {
            claims.renew(claim);
        }
        var isDone = quit();
        if (removed > 0 && isDone) {
            ledger.confirmed(claim);
        }
        ledger.announce(claim);
        return end(collected, removed);
    }

    /** What the server says that concerns the person, or the next look. */
    private void heed(Capabilities capabilities) {
        if (!capabilities.loginDelay().isZero()) {
            claims.spare(claim, capabilities.loginDelay());
        }
        var expire = capabilities.expire();
        if (expire != null && expire.days() != null) {
            ledger.notice(claim, expiry(expire.days()));
        }
    }

    private String expiry(int days) {
        var host = claim.account().incoming().host();
        return days == 0
                ? host + " removes messages itself as soon as they were read, whatever you choose here."
                : host + " removes messages itself after " + days + " days, whatever you choose here.";
    }

    private boolean isUnchanged() {
        var count = drop.count();
        return claim.mayShorten()
                && count.messages() == claim.statCount()
                && count.octets() == claim.statOctets()
                && !ledger.hasWork(claim)
                && hasSameLast((int) Math.min(count.messages(), Integer.MAX_VALUE));
    }

    /** One may have come and another one of its size may have left. */
    private boolean hasSameLast(int last) {
        var known = claim.lastUidl();
        return last == 0 || known == null || drop.uidl(last).map(known::equals).orElse(true);
    }

    private long collect(Reconciled reconciled) throws IOException {
        found = reconciled.found();
        toCollect = reconciled.wanted().size();
        state = Look.State.COLLECTING;
        if (toCollect == 0) {
            return 0;
        }
        tell();
        try (var harvest = new Harvest(claim, intake, ledger, reconciled.wanted(), this::beat)) {
            collect(harvest, reconciled.wanted());
            return harvest.collected();
        }
    }

    private void collect(Harvest harvest, List<Wanted> wanted) throws IOException {
        long octets = 0;
        for (var at = 0; at < wanted.size() && !isStopped && !isBudgetSpent; ) {
            var some = slice(wanted, at, octets);
            octets += some.stream().mapToLong(Wanted::size).sum();
            at += some.size();
            retrieve(harvest, some);
            isBudgetSpent = at < wanted.size() && isSpent(at, octets);
        }
        attempt(harvest, drop::noop);
        harvest.keep();
    }

    private List<Wanted> slice(List<Wanted> wanted, int from, long before) {
        List<Wanted> some = new ArrayList<>();
        long octets = 0;
        for (var at = from; at < wanted.size() && some.size() < AT_ONCE && octets < OCTETS_AT_ONCE; at++) {
            if (!some.isEmpty() && isSpent(at, before + octets)) {
                break;
            }
            some.add(wanted.get(at));
            octets += wanted.get(at).size();
        }
        return some;
    }

    private boolean isSpent(long messages, long octets) {
        return messages >= settings.messages()
                || octets >= settings.octets().toBytes()
                || ticker.nanos() - began >= settings.time().toNanos();
    }

    private void retrieve(Harvest harvest, List<Wanted> some) throws IOException {
        attempt(harvest, () -> drop.retrieve(some.stream().map(Wanted::number).toList(), harvest));
    }

    /** A message at which the connection breaks is tried later than the others, unless it was us who broke it. */
    private void attempt(Harvest harvest, Step step) throws IOException {
        try {
            step.run();
        } catch (MailFailure broken) {
            if (broken instanceof MailFailure.ServerUnreadable) {
                harvest.distrustLast(broken.sentence());
            }
            harvest.keep();
            if (!Thread.currentThread().isInterrupted()) {
                harvest.current().ifPresent(one -> ledger.failed(claim, one.row(), broken.sentence()));
            }
            throw broken;
        }
    }

    /** Something that is said to the server while messages come. */
    private interface Step {
        void run() throws IOException;
    }

    /** What was promised is written down before the goodbye that makes it true. */
    private int remove(Map<Long, Integer> present) {
        var leaving = ledger.leaving(claim, present, settings.removals());
        if (leaving.isEmpty()) {
            return 0;
        }
        state = Look.State.REMOVING;
        tell();
        if (isStopped) {
            return 0;
        }
        var replies = drop.delete(leaving.stream().map(Removal::number).toList());
        List<Long> promised = new ArrayList<>();
        for (int at = 0; at < replies.size(); at++) {
            if (replies.get(at).ok()) {
                promised.add(leaving.get(at).row());
            } else {
                ledger.refused(claim, leaving.get(at).row(), replies.get(at).words());
            }
        }
        if (ledger.promised(claim, promised)) {
            return promised.size();
        }
        isChanged = true;
        takeBack();
        return 0;
    }

    /** The person thought better of it just now: the server is to forget what it promised, else there is no goodbye. */
    private void takeBack() {
        var reply = drop.reset();
        if (!reply.ok()) {
            throw new MailFailure.ServerUnavailable(claim.account().incoming().host(), reply.words());
        }
    }

    /** However it goes, the next listing tells what is gone. */
    private boolean quit() {
        try {
            var reply = drop.quit();
            if (!reply.ok()) {
                LOG.info("account={} look={} quit={}", claim.account().id(), claim.look(), reply.words());
            }
            return reply.ok();
        } catch (MailFailure lost) {
            LOG.info("account={} look={} quit=lost", claim.account().id(), claim.look(), lost);
            return false;
        }
    }

    private Outcome end(long collected, int removed) {
        if (isStopped) {
            claims.finished(claim, Look.State.STOPPED, Optional.empty());
            return Outcome.OVER;
        }
        if (isBudgetSpent || (collected > 0 && claim.isOfHidingServer())) {
            claims.finished(claim, Look.State.DONE, Optional.of(Duration.ZERO));
            return Outcome.MORE;
        }
        var isSoon = removed > 0 || isChanged;
        claims.finished(claim, Look.State.DONE, isSoon ? Optional.of(settings.confirmAfter()) : Optional.empty());
        return Outcome.OVER;
    }

    private void beat() {
        if (ticker.nanos() - beaten >= BEAT) {
            tell();
        }
    }

    private void tell() {
        beaten = ticker.nanos();
        isStopped |= !claims.progress(claim, state, found, toCollect);
    }
}
