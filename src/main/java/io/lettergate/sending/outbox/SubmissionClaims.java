package io.lettergate.sending.outbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of submissions, as those nodes see it that send: of all nodes one, and of one account one at a time. */
@Repository
class SubmissionClaims {

    static final String IN_DOUBT =
            "The server may have this message: the connection broke, or Lettergate stopped, before its answer was known.";

    /** So long a provider may take to file a message in Sent, which proves that it took it. */
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(2);

    private static final int TRIED = 10;
    private static final int LONGEST = 900;

    private final JdbcClient database;
    private final SubmissionTable table;
    private final Clock clock;
    private final Duration lease;
    private final String node = UUID.randomUUID().toString();

    SubmissionClaims(JdbcClient database, SubmissionTable table, Clock clock, SendingSettings settings) {
        this.database = database;
        this.table = table;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /** Takes the submission that is due for longest, or whose node died before the dot. */
    Optional<Entry> take() {
        var now = clock.millis();
        return ids("""
                        SELECT id FROM submission WHERE lease_until < ? AND ((state IN ('held', 'queued') AND next_at <= ?)
                            OR (state = 'sending' AND phase NOT IN ('dot_sent', 'accepted')))
                        ORDER BY next_at, created_at LIMIT ?""", now, now, TRIED).stream().filter(this::take).findFirst().flatMap(table::entry);
    }

    private boolean take(SubmissionId id) {
        var now = clock.millis();
        return database.sql("""
                                UPDATE submission SET state = 'sending', phase = 'connect', attempts = attempts + 1,
                                    lease_node = ?, lease_token = lease_token + 1, lease_until = ?
                                WHERE id = ? AND lease_until < ? AND ((state IN ('held', 'queued') AND next_at <= ?)
                                    OR (state = 'sending' AND phase NOT IN ('dot_sent', 'accepted')))
                                AND NOT EXISTS (SELECT 1 FROM submission other
                                    WHERE other.account_id = submission.account_id AND other.id <> submission.id
                                    AND other.state = 'sending' AND other.lease_until >= ?)""")
                        .params(node, now + lease.toMillis(), id.toString(), now, now, now)
                        .update()
                == 1;
    }

    /**
     * Those that died with their node when the server may have had them: from now on only a person can say. Asked each second,
     * so it only reads where there are none.
     */
    List<SubmissionId> doubt() {
        var now = clock.millis();
        var looked = now + LOOKED_AFTER.toMillis();
        var died = ids(
                "SELECT id FROM submission WHERE state = 'sending' AND phase = 'dot_sent' AND lease_until < ?", now);
        return died.stream()
                .filter(id -> database.sql("""
                                UPDATE submission SET state = 'uncertain', problem = ?, care_at = ?,
                                    care_attempts = 0, lease_token = lease_token + 1
                                WHERE id = ? AND state = 'sending' AND phase = 'dot_sent' AND lease_until < ?""")
                                .params(IN_DOUBT, looked, id.toString(), now)
                                .update()
                        == 1)
                .toList();
    }

    /** Takes a sent one whose copy is to be filed, or original to be marked. */
    Optional<Entry> takeCare() {
        var now = clock.millis();
        return ids("""
                        SELECT id FROM submission WHERE care_at <= ? AND lease_until < ? AND state <> 'sending'
                        ORDER BY care_at LIMIT ?""", now, now, TRIED).stream()
                .filter(id -> database.sql("""
                                UPDATE submission SET lease_node = ?, lease_token = lease_token + 1, lease_until = ?
                                WHERE id = ? AND care_at <= ? AND lease_until < ? AND state <> 'sending'""")
                                .params(node, now + lease.toMillis(), id.toString(), now, now)
                                .update()
                        == 1)
                .findFirst()
                .flatMap(table::entry);
    }

    /** Has those tried now that wait for a password that their server takes; says how many there are. */
    int hurry(AccountId account) {
        return database.sql(
                        "UPDATE submission SET next_at = ? WHERE account_id = ? AND state = 'queued' AND needs_sign_in")
                .params(clock.millis(), account.toString())
                .update();
    }

    private List<SubmissionId> ids(String sql, Object... values) {
        return database.sql(sql).params(List.of(values)).query(String.class).list().stream()
                .map(id -> new SubmissionId(UUID.fromString(id)))
                .toList();
    }

    /** Makes all that this node does last longer. */
    void renew(Collection<SubmissionId> running) {
        database.sql("UPDATE submission SET lease_until = :until WHERE lease_node = :node AND id IN (:ids)"
                        + " AND lease_until > 0")
                .param("until", clock.millis() + lease.toMillis())
                .param("node", node)
                .param("ids", running.stream().map(SubmissionId::toString).toList())
                .update();
    }

    /** Writes down how far it is; false where another has it by now. */
    boolean reached(Entry entry, Phase phase) {
        return database.sql("""
                                UPDATE submission SET phase = ?, lease_until = ?
                                WHERE id = ? AND lease_token = ? AND state = 'sending'""")
                        .params(
                                phase.word(),
                                clock.millis() + lease.toMillis(),
                                entry.id().toString(),
                                entry.token())
                        .update()
                == 1;
    }

    /** Writes down that the dot follows, and who may have the message then. */
    @Transactional
    public boolean dotFollows(Entry entry, List<Verdict> verdicts) {
        if (!reached(entry, Phase.DOT_SENT)) {
            return false;
        }
        verdicts.forEach(verdict -> {
            switch (verdict.kind()) {
                case ACCEPTED -> outcome(entry, verdict, Recipient.Outcome.UNCERTAIN, null);
                case LATER -> outcome(entry, verdict, Recipient.Outcome.WAITING, verdict.words());
                case REFUSED -> outcome(entry, verdict, Recipient.Outcome.REFUSED, verdict.words());
            }
        });
        return true;
    }

    private void outcome(Entry entry, Verdict verdict, Recipient.Outcome outcome, @Nullable String words) {
        database.sql("UPDATE submission_recipient SET outcome = ?, words = ? WHERE submission_id = ? AND address = ?")
                .param(outcome.word())
                .param(words == null ? null : shortened(words))
                .param(entry.id().toString())
                .param(verdict.address().value())
                .update();
    }

    /**
     * How a submission stands after an attempt.
     *
     * @param needsSignIn whether a password that its server takes would help
     */
    record End(State state, @Nullable String problem, Instant next, boolean isFirstSent, boolean needsSignIn) {}

    /**
     * Writes down what an attempt came to; false where another has it by now. An answer that came late, as this machine
     * slept, ends the doubt that it left meanwhile.
     */
    @Transactional
    public boolean end(Entry entry, List<Verdict> verdicts, End end) {
        var now = clock.millis();
        var problem = end.problem();
        var ended = database.sql("""
                        UPDATE submission SET state = :state, problem = :problem, next_at = :next, lease_until = 0,
                            needs_sign_in = :signIn,
                            phase = CASE WHEN :state = 'uncertain' THEN phase ELSE 'accepted' END,
                            sent_at = CASE WHEN :first THEN :now ELSE sent_at END,
                            care_at = CASE WHEN :first THEN :now WHEN :state = 'uncertain' THEN :looked ELSE care_at END,
                            copy_state = CASE WHEN :first AND copy_state = 'wanted' THEN 'pending' ELSE copy_state END
                        WHERE id = :id AND ((lease_token = :token AND state = 'sending')
                            OR (lease_token = :token + 1 AND state = 'uncertain' AND phase = 'dot_sent'))""")
                .param("state", end.state().word())
                .param("problem", problem == null ? null : shortened(problem))
                .param("next", end.next().toEpochMilli())
                .param("signIn", end.needsSignIn())
                .param("first", end.isFirstSent())
                .param("now", now)
                .param("looked", now + LOOKED_AFTER.toMillis())
                .param("id", entry.id().toString())
                .param("token", entry.token())
                .update();
        if (ended == 1) {
            verdicts.forEach(verdict -> outcome(entry, verdict, outcome(verdict.kind()), verdict.words()));
        }
        return ended == 1;
    }

    private static Recipient.Outcome outcome(Verdict.Kind kind) {
        return switch (kind) {
            case ACCEPTED -> Recipient.Outcome.ACCEPTED;
            case LATER -> Recipient.Outcome.WAITING;
            case REFUSED -> Recipient.Outcome.REFUSED;
        };
    }

    /** Writes down what became of the copy. */
    void copied(Entry entry, Copy copy, @Nullable String problem) {
        database.sql("UPDATE submission SET copy_state = ?, copy_problem = ? WHERE id = ? AND lease_token = ?")
                .param(copy.word())
                .param(problem == null ? null : shortened(problem))
                .param(entry.id().toString())
                .param(entry.token())
                .update();
    }

    void marked(Entry entry) {
        database.sql("UPDATE submission SET original = NULL WHERE id = ? AND lease_token = ?")
                .params(entry.id().toString(), entry.token())
                .update();
    }

    void draftGone(Entry entry) {
        database.sql("UPDATE submission SET draft = NULL WHERE id = ? AND lease_token = ?")
                .params(entry.id().toString(), entry.token())
                .update();
    }

    /** Gives it back, to be cared for again then; absent when all is done. */
    void cared(Entry entry, @Nullable Instant next) {
        database.sql("""
                        UPDATE submission SET care_at = ?, care_attempts = care_attempts + 1, lease_until = 0
                        WHERE id = ? AND lease_token = ?""")
                .param(next == null ? null : next.toEpochMilli())
                .param(entry.id().toString())
                .param(entry.token())
                .update();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
