package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Claims;
import io.lettergate.collecting.LeaseLostException;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Setback;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Ticker;
import io.lettergate.store.Intake;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks into mailboxes, one session each, and notes how that ended. */
@Component
class Visits {

    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    private final Drops drops;
    private final Intake intake;
    private final Ledger ledger;
    private final Claims claims;
    private final PollerSettings settings;
    private final Ticker ticker;

    Visits(Drops drops, Intake intake, Ledger ledger, Claims claims, PollerSettings settings, Ticker ticker) {
        this.drops = drops;
        this.intake = intake;
        this.ledger = ledger;
        this.claims = claims;
        this.settings = settings;
        this.ticker = ticker;
    }

    /** Looks once. Whatever fails here, the server is not told that the session ended well, so that it removes nothing. */
    Outcome visit(Claim claim) {
        try (var drop = drops.open(claim.account())) {
            return new Visit(claim, drop, intake, ledger, claims, settings, ticker).run();
        } catch (LeaseLostException lost) {
            LOG.warn("account={} look={} lease=lost", claim.account().id(), claim.look());
            return Outcome.OVER;
        } catch (MailFailure failure) {
            return failed(claim, Setbacks.of(failure), failure.sentence(), failure);
        } catch (IOException full) {
            return failed(claim, Setback.STORAGE, "The message could not be stored here.", full);
        } catch (RuntimeException ours) {
            return failed(claim, Setback.STORAGE, "Something went wrong here, so nothing was removed there.", ours);
        }
    }

    private Outcome failed(Claim claim, Setback setback, String sentence, Exception cause) {
        var cannotBeOurs = cause instanceof MailFailure;
        LOG.info(
                "account={} look={} failed={} reason={}",
                claim.account().id(),
                claim.look(),
                setback,
                cause.getClass().getSimpleName(),
                cannotBeOurs ? null : cause);
        try {
            claims.failed(claim, setback, sentence);
        } catch (RuntimeException unwritten) {
            LOG.warn("account={} look={} unwritten", claim.account().id(), claim.look(), unwritten);
        }
        return Outcome.OVER;
    }
}
