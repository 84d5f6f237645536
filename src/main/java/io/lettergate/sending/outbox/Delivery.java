package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.outbox.SubmissionClaims.End;
import io.lettergate.sending.spi.Letter;
import io.lettergate.sending.spi.MailSubmitter;
import io.lettergate.sending.spi.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends one submission once, and decides what follows. */
@Component
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String UNFORESEEN = "Something failed that nobody foresaw. The operator finds it in the log.";

    private final SubmissionClaims claims;
    private final Intake intake;
    private final Accounts accounts;
    private final OutgoingServers servers;
    private final Keyring keyring;
    private final ObjectProvider<MailSubmitter> submitters;
    private final SendingSettings settings;
    private final Clock clock;

    Delivery(
            SubmissionClaims claims,
            Intake intake,
            Accounts accounts,
            OutgoingServers servers,
            Keyring keyring,
            ObjectProvider<MailSubmitter> submitters,
            SendingSettings settings,
            Clock clock) {
        this.claims = claims;
        this.intake = intake;
        this.accounts = accounts;
        this.servers = servers;
        this.keyring = keyring;
        this.submitters = submitters;
        this.settings = settings;
        this.clock = clock;
    }

    void carryOut(Entry entry) {
        var attempt = new Attempt(claims, entry);
        try {
            var verdicts = submit(entry, attempt);
            settle(entry, verdicts, null, null);
        } catch (Attempt.Lost lost) {
            LOG.info("submission={} lost={}", entry.id(), lost.getMessage());
        } catch (MailFailure failure) {
            failed(entry, attempt, failure);
        } catch (RuntimeException unforeseen) {
            LOG.error("submission={} failed", entry.id(), unforeseen);
            failed(entry, attempt, null);
        }
    }

    List<Verdict> submit(Entry entry, Attempt attempt) {
        var account = account(entry);
        var access = servers.require(account);
        var credential = keyring.require(account.id());
        var submission = entry.submission();
        var letter = new Letter(
                entry.id().toString(),
                submission.from(),
                entry.waiting(),
                submission.size(),
                entry.eightBit(),
                entry.utf8Header(),
                () -> intake.wire(submission.account(), submission.id(), submission.size()));
        return submitters.getObject().submit(access, credential, letter, attempt);
    }

    private Account account(Entry entry) {
        return accounts.find(entry.submission().account()).orElseThrow(MailFailure.NoSuchAccount::new);
    }

    /** Without a failure that we know, it is one that nobody foresaw. */
    private void failed(Entry entry, Attempt attempt, @Nullable MailFailure failure) {
        var sentence = failure == null ? UNFORESEEN : failure.sentence();
        if (attempt.isInDoubt()) {
            var problem = SubmissionClaims.IN_DOUBT + " " + sentence;
            LOG.warn("submission={} uncertain={}", entry.id(), sentence);
            claims.end(entry, List.of(), new End(State.UNCERTAIN, problem, clock.instant(), false, false));
            return;
        }
        var kind = failure == null || Attempt.passes(failure) ? Verdict.Kind.LATER : Verdict.Kind.REFUSED;
        var verdicts = entry.waiting().stream()
                .map(address -> new Verdict(address, kind, sentence))
                .toList();
        settle(entry, verdicts, sentence, failure);
    }

    private void settle(Entry entry, List<Verdict> told, @Nullable String sentence, @Nullable MailFailure failure) {
        var isOver = !clock.instant().isBefore(entry.giveUpAt());
        var verdicts = isOver ? told.stream().map(Delivery::givenUp).toList() : told;
        var accepts = has(verdicts, Verdict.Kind.ACCEPTED);
        var everAccepted = accepts
                || entry.submission().recipients().stream()
                        .anyMatch(one -> one.outcome() == Recipient.Outcome.ACCEPTED);
        var state = has(verdicts, Verdict.Kind.LATER) ? State.QUEUED : everAccepted ? State.SENT : State.FAILED;
        var isFirst = accepts && entry.submission().sentAt() == null;
        var next = state == State.QUEUED ? next(entry, failure) : clock.instant();
        var problem = sentence != null ? sentence : problem(verdicts);
        LOG.info(
                "submission={} account={} state={} attempts={}",
                entry.id(),
                entry.submission().account(),
                state.word(),
                entry.submission().attempts());
        claims.end(entry, verdicts, new End(state, problem, next, isFirst, Attempt.needsSignIn(failure)));
    }

    /** A password that was refused is not tried again, as servers lock those out who do; a new one hurries what waits. */
    private Instant next(Entry entry, @Nullable MailFailure failure) {
        return failure instanceof MailFailure.SignInRefused
                ? entry.giveUpAt()
                : clock.instant().plus(settings.wait(entry.submission().attempts()));
    }

    private static Verdict givenUp(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.LATER
                ? new Verdict(verdict.address(), Verdict.Kind.REFUSED, verdict.words())
                : verdict;
    }

    private static boolean has(List<Verdict> verdicts, Verdict.Kind kind) {
        return verdicts.stream().anyMatch(verdict -> verdict.kind() == kind);
    }

    /** What the server said, in a sentence; of several words the worst. */
    private static @Nullable String problem(List<Verdict> verdicts) {
        var refused = verdicts.stream().filter(verdict -> verdict.kind() == Verdict.Kind.REFUSED);
        var later = verdicts.stream().filter(verdict -> verdict.kind() == Verdict.Kind.LATER);
        return Stream.concat(refused, later)
                .findFirst()
                .map(verdict -> (verdict.kind() == Verdict.Kind.REFUSED
                                ? "Not sent to " + verdict.address() + ": "
                                : "Not yet sent to " + verdict.address() + ": ")
                        + verdict.words())
                .orElse(null);
    }
}
