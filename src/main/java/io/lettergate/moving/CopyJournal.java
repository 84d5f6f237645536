package io.lettergate.moving;

import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.UidValidity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of what was copied: written before and after each message is filed. */
@Repository
class CopyJournal {

    private static final String OF_SOURCE = " WHERE source_account = ? AND target_account = ? AND source_mailbox = ? ";

    private static final String OF_TARGET = " WHERE source_account = ? AND target_account = ? AND target_mailbox = ? ";

    private final JdbcClient database;
    private final TargetMessages targets;

    CopyJournal(JdbcClient database, TargetMessages targets) {
        this.database = database;
        this.targets = targets;
    }

    /** How far a message is. */
    enum State {
        BEGUN,
        DONE,
        FAILED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What is known of a message.
     *
     * @param uidNext the lowest UID that its copy can have
     */
    record Entry(State state, long uidNext) {}

    /** A message on its way. */
    record Item(MessageRef source, Fingerprint fingerprint) {}

    /** What is known of messages of one mailbox, by UID: of those from one UID to another. */
    Map<Long, Entry> known(Route route, MailboxName mailbox, UidValidity validity, long first, long last) {
        Map<Long, Entry> known = new HashMap<>();
        database.sql("SELECT source_uid, state, uid_next FROM copied_message" + OF_SOURCE
                        + "AND source_validity = ? AND source_uid BETWEEN ? AND ?")
                .params(
                        route.from().id().toString(),
                        route.to().id().toString(),
                        mailbox.value(),
                        validity.value(),
                        first,
                        last)
                .query(row -> {
                    var state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
                    known.put(row.getLong("source_uid"), new Entry(state, row.getLong("uid_next")));
                });
        return known;
    }

    /** Whether messages of an earlier life of the mailbox are known. */
    boolean hasFormerLife(Route route, MailboxName mailbox, UidValidity validity) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM copied_message" + OF_SOURCE + "AND source_validity <> ?)")
                        .params(
                                route.from().id().toString(),
                                route.to().id().toString(),
                                mailbox.value(),
                                validity.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Knows a message of an earlier life of its mailbox again; false if there was none like it. */
    boolean reviveFrom(Route route, Item item) {
        var source = item.source();
        return database.sql("UPDATE copied_message SET source_validity = ?, source_uid = ?" + OF_SOURCE
                                + "AND (source_validity, source_uid) IN (SELECT source_validity, source_uid"
                                + " FROM copied_message" + OF_SOURCE
                                + "AND source_validity <> ? AND fingerprint = ? AND state = 'done' LIMIT 1)")
                        .params(
                                source.uidValidity().value(),
                                source.uid().value(),
                                route.from().id().toString(),
                                route.to().id().toString(),
                                source.mailbox().value(),
                                route.from().id().toString(),
                                route.to().id().toString(),
                                source.mailbox().value(),
                                source.uidValidity().value(),
                                item.fingerprint().value())
                        .update()
                > 0;
    }

    /** Whether a message like this was copied out of any mailbox. */
    boolean wasCopied(Route route, Fingerprint fingerprint) {
        return database.sql("""
                                SELECT EXISTS (SELECT 1 FROM copied_message
                                WHERE source_account = ? AND target_account = ? AND fingerprint = ?
                                AND state = 'done')""")
                        .params(route.from().id().toString(), route.to().id().toString(), fingerprint.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Notes messages that are about to be copied; what was noted before stays as it is. */
    @Transactional
    public void begin(Route route, List<Item> items, MailboxName target, long uidNext) {
        for (var item : items) {
            database.sql("""
                            INSERT INTO copied_message (source_account, target_account, source_mailbox,
                                source_validity, source_uid, fingerprint, state, target_mailbox, uid_next)
                            VALUES (?, ?, ?, ?, ?, ?, 'begun', ?, ?)
                            ON CONFLICT (source_account, target_account, source_mailbox, source_validity, source_uid)
                            DO NOTHING""")
                    .params(
                            route.from().id().toString(),
                            route.to().id().toString(),
                            item.source().mailbox().value(),
                            item.source().uidValidity().value(),
                            item.source().uid().value(),
                            item.fingerprint().value(),
                            target.value(),
                            uidNext)
                    .update();
        }
    }

    /**
     * Notes that a message is there.
     *
     * @param copy where; absent where the server does not say
     */
    @Transactional
    public void done(Route route, Item item, MailboxName target, @Nullable MessageRef copy, long size) {
        state(route, item, State.DONE, target, copy == null ? null : copy.uid().value());
        if (copy != null) {
            targets.take(route.to().id(), copy, item.fingerprint(), size);
        }
    }

    void failed(Route route, Item item, MailboxName target) {
        state(route, item, State.FAILED, target, null);
    }

    /** Takes back that messages are there whose copies are gone. */
    @Transactional
    public void reopen(Route route, List<MessageRef> gone) {
        for (var copy : gone) {
            database.sql("UPDATE copied_message SET state = 'begun', target_uid = NULL" + OF_TARGET
                            + "AND target_uid = ?")
                    .params(
                            route.from().id().toString(),
                            route.to().id().toString(),
                            copy.mailbox().value(),
                            copy.uid().value())
                    .update();
        }
    }

    /** Takes back that messages are there of which nobody knows where, once all that is there was looked at. */
    void reopenUnplaced(Route route, MailboxName target) {
        database.sql("UPDATE copied_message SET state = 'begun'" + OF_TARGET
                        + "AND state = 'done' AND target_uid IS NULL")
                .params(route.from().id().toString(), route.to().id().toString(), target.value())
                .update();
    }

    private void state(Route route, Item item, State state, MailboxName target, @Nullable Long uid) {
        database.sql("UPDATE copied_message SET state = ?, target_mailbox = ?, target_uid = ?" + OF_SOURCE
                        + "AND source_validity = ? AND source_uid = ?")
                .param(state.word())
                .param(target.value())
                .param(uid)
                .param(route.from().id().toString())
                .param(route.to().id().toString())
                .param(item.source().mailbox().value())
                .param(item.source().uidValidity().value())
                .param(item.source().uid().value())
                .update();
    }

    /** Forgets what was copied from or to an account that is gone. */
    @EventListener
    @Transactional
    public void forget(AccountRemoved removed) {
        var account = removed.account();
        database.sql("DELETE FROM copied_message WHERE source_account = ? OR target_account = ?")
                .params(account.toString(), account.toString())
                .update();
        targets.forget(account);
    }
}
