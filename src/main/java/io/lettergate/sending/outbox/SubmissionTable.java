package io.lettergate.sending.outbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Original;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.spi.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of submissions, as those see it who hand them in. */
@Repository
class SubmissionTable {

    private static final int LISTED = 500;
    private static final Duration KEY_COUNTS = Duration.ofHours(24);

    private final JdbcClient database;
    private final SendingSettings settings;
    private final Clock clock;

    SubmissionTable(JdbcClient database, SendingSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds one, or nothing where another has its key. */
    @Transactional
    public boolean add(AccountId account, NewSubmission wanted, List<MailPath> to, Intake.Taken taken, Instant sendAt) {
        var now = clock.instant();
        var answered = wanted.original();
        var draft = wanted.draft();
        var added = database.sql("""
                        INSERT INTO submission (id, account_id, state, phase, reverse_path, subject, message_id, size,
                            eight_bit, utf8_header, created_at, send_at, next_at, give_up_at, attempts, idempotency_key,
                            copy_state, original, original_kind, draft, care_attempts, lease_token, lease_until)
                        VALUES (:id, :account, :state, 'connect', :from, :subject, :messageId, :size, :eightBit, :utf8,
                            :now, :sendAt, :sendAt, :giveUpAt, 0, :key, :copy, :original, :kind, :draft, 0, 0, 0)
                        ON CONFLICT (account_id, idempotency_key) DO NOTHING""")
                .param("id", taken.id().toString())
                .param("account", account.toString())
                .param("state", sendAt.isAfter(now) ? State.HELD.word() : State.QUEUED.word())
                .param("from", wanted.from().value())
                .param("subject", taken.subject())
                .param("messageId", taken.messageId())
                .param("size", taken.size())
                .param("eightBit", taken.eightBit())
                .param("utf8", taken.utf8Header())
                .param("now", now.toEpochMilli())
                .param("sendAt", sendAt.toEpochMilli())
                .param("giveUpAt", sendAt.plus(settings.giveUpAfter()).toEpochMilli())
                .param("key", wanted.idempotencyKey())
                .param("copy", (wanted.filesCopy() ? Copy.WANTED : Copy.NONE).word())
                .param(
                        "original",
                        answered == null
                                ? null
                                : OpaqueId.of(answered.message()).value())
                .param("kind", answered == null ? null : answered.kind().word())
                .param("draft", draft == null ? null : OpaqueId.of(draft).value())
                .update();
        for (int number = 0; added == 1 && number < to.size(); number++) {
            database.sql("""
                            INSERT INTO submission_recipient (submission_id, number, address, outcome)
                            VALUES (?, ?, ?, 'waiting')""")
                    .params(taken.id().toString(), number, to.get(number).value())
                    .update();
        }
        return added == 1;
    }

    /** The one with this key, as long as that counts. */
    @Transactional
    public Optional<Submission> withKey(AccountId account, String key) {
        database.sql("""
                        UPDATE submission SET idempotency_key = NULL
                        WHERE account_id = ? AND idempotency_key = ? AND created_at < ?""")
                .params(
                        account.toString(),
                        key,
                        clock.instant().minus(KEY_COUNTS).toEpochMilli())
                .update();
        return some("account_id = ? AND idempotency_key = ?", account.toString(), key).stream()
                .map(Entry::submission)
                .findFirst();
    }

    List<Submission> of(AccountId account) {
        return some("account_id = ?", account.toString()).stream()
                .map(Entry::submission)
                .toList();
    }

    Optional<Submission> find(AccountId account, SubmissionId id) {
        return some("account_id = ? AND id = ?", account.toString(), id.toString()).stream()
                .map(Entry::submission)
                .findFirst();
    }

    Optional<Entry> entry(SubmissionId id) {
        return some("id = ?", id.toString()).stream().findFirst();
    }

    /** Takes one back, if nobody sends it yet. */
    boolean cancel(SubmissionId id) {
        return database.sql("""
                                UPDATE submission SET state = 'cancelled', problem = NULL, idempotency_key = NULL
                                WHERE id = ? AND state IN ('held', 'queued')""").param(id.toString()).update() == 1;
    }

    /** Queues one anew, for all who do not have it for certain. */
    @Transactional
    public boolean again(SubmissionId id) {
        var now = clock.instant();
        var queued = database.sql("""
                        UPDATE submission SET state = 'queued', phase = 'connect', problem = NULL, attempts = 0,
                            send_at = ?, next_at = ?, give_up_at = ?
                        WHERE id = ? AND state IN ('failed', 'uncertain', 'cancelled', 'sent')""")
                .params(
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        now.plus(settings.giveUpAfter()).toEpochMilli(),
                        id.toString())
                .update();
        if (queued == 1) {
            database.sql("""
                            UPDATE submission_recipient SET outcome = 'waiting', words = NULL
                            WHERE submission_id = ? AND outcome <> 'accepted'""").param(id.toString()).update();
        }
        return queued == 1;
    }

    /** Holds that an uncertain one was sent, as its person says; who had to wait still does. */
    @Transactional
    public boolean believe(SubmissionId id) {
        var now = clock.millis();
        var believed = database.sql("""
                        UPDATE submission SET state = CASE WHEN EXISTS (SELECT 1 FROM submission_recipient r
                                WHERE r.submission_id = submission.id AND r.outcome = 'waiting')
                                THEN 'queued' ELSE 'sent' END,
                            phase = 'connect', problem = NULL, next_at = ?, sent_at = COALESCE(sent_at, ?), care_at = ?,
                            copy_state = CASE WHEN copy_state = 'wanted' THEN 'pending' ELSE copy_state END
                        WHERE id = ? AND state = 'uncertain'""").params(now, now, now, id.toString()).update();
        if (believed == 1) {
            database.sql("""
                            UPDATE submission_recipient SET outcome = 'accepted'
                            WHERE submission_id = ? AND outcome = 'uncertain'""").param(id.toString()).update();
        }
        return believed == 1;
    }

    /** Forgets one that is over. */
    boolean remove(SubmissionId id) {
        return database.sql("""
                                DELETE FROM submission
                                WHERE id = ? AND state IN ('failed', 'uncertain', 'cancelled', 'sent')
                                AND lease_until < ?""").params(id.toString(), clock.millis()).update() == 1;
    }

    /** How many of these accounts' submissions a person has to look at: not all who should got them. */
    long unsent(Collection<AccountId> accounts) {
        return accounts.isEmpty()
                ? 0
                : database.sql("""
                                SELECT COUNT(*) FROM submission WHERE account_id IN (:accounts)
                                AND (state IN ('failed', 'uncertain') OR (state = 'sent' AND EXISTS
                                    (SELECT 1 FROM submission_recipient r
                                    WHERE r.submission_id = submission.id AND r.outcome = 'refused')))""")
                        .param(
                                "accounts",
                                accounts.stream().map(AccountId::toString).toList())
                        .query(Long.class)
                        .single();
    }

    /** Those that were over long ago, and about which nobody can have a question any more: all have it, or nobody wants it. */
    List<SubmissionId> old() {
        return database
                .sql("""
                        SELECT id FROM submission WHERE state IN ('cancelled', 'sent')
                        AND NOT EXISTS (SELECT 1 FROM submission_recipient r
                            WHERE r.submission_id = submission.id AND r.outcome = 'refused')
                        AND care_at IS NULL AND COALESCE(sent_at, next_at) < ? AND next_at < ?""")
                .params(
                        clock.instant().minus(settings.keep()).toEpochMilli(),
                        clock.instant().minus(settings.keep()).toEpochMilli())
                .query(String.class)
                .list()
                .stream()
                .map(id -> new SubmissionId(UUID.fromString(id)))
                .toList();
    }

    /** Some rows, newest first. */
    private List<Entry> some(String condition, Object... values) {
        Map<String, List<Recipient>> recipients = new HashMap<>();
        database.sql("SELECT * FROM submission_recipient WHERE submission_id IN (SELECT id FROM submission WHERE "
                        + condition + ") ORDER BY submission_id, number")
                .params(List.of(values))
                .query(row -> {
                    recipients
                            .computeIfAbsent(row.getString("submission_id"), id -> new ArrayList<>())
                            .add(recipient(row));
                });
        return database.sql(
                        "SELECT * FROM submission WHERE " + condition + " ORDER BY created_at DESC, id LIMIT " + LISTED)
                .params(List.of(values))
                .query((row, number) -> entry(row, recipients.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        return new Recipient(
                new MailPath(row.getString("address")),
                Recipient.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("words"));
    }

    private static Entry entry(ResultSet row, List<Recipient> recipients) throws SQLException {
        var kind = row.getString("original_kind");
        return new Entry(
                submission(row, recipients),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getBoolean("eight_bit"),
                row.getBoolean("utf8_header"),
                Instant.ofEpochMilli(row.getLong("give_up_at")),
                row.getString("original"),
                kind == null ? null : Original.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                row.getString("draft"),
                row.getInt("care_attempts"),
                row.getLong("lease_token"));
    }

    private static Submission submission(ResultSet row, List<Recipient> recipients) throws SQLException {
        var state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        var sentAt = row.getLong("sent_at");
        return new Submission(
                new SubmissionId(UUID.fromString(row.getString("id"))),
                new AccountId(UUID.fromString(row.getString("account_id"))),
                state,
                new MailPath(row.getString("reverse_path")),
                recipients,
                row.getString("subject"),
                row.getString("message_id"),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("send_at")),
                state == State.HELD || state == State.QUEUED ? Instant.ofEpochMilli(row.getLong("next_at")) : null,
                sentAt == 0 ? null : Instant.ofEpochMilli(sentAt),
                row.getInt("attempts"),
                row.getString("problem"),
                Copy.valueOf(row.getString("copy_state").toUpperCase(Locale.ROOT)),
                row.getString("copy_problem"));
    }
}
