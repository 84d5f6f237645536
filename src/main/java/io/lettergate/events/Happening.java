package io.lettergate.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.collecting.Look;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.spi.MailChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to mail, as the log keeps it.
 *
 * @param id its place in the log, which only grows
 * @param type what it is, such as message.added
 */
public record Happening(long id, AccountId account, String type, Instant at, Details details) {

    /** What a change is called outside. */
    static String type(MailChange change) {
        return switch (change) {
            case MailChange.MessagesArrived arrived -> "message.added";
            case MailChange.MessagesFlagged flagged -> "message.changed";
            case MailChange.MessagesRemoved removed -> "message.removed";
            case MailChange.MailboxChanged changed -> "mailbox.changed";
            case MailChange.MailboxCreated created -> "mailbox.created";
            case MailChange.MailboxRemoved removed -> "mailbox.removed";
            case MailChange.MailboxReset reset -> "mailbox.reset";
            case MailChange.WatchBegan began -> "account.live";
            case MailChange.WatchBroke broke -> "account.waiting";
            case MailChange.SignInRequired required -> "account.signInRequired";
        };
    }

    /** What a change of collecting is called outside. */
    static String type(CollectingChange change) {
        return switch (change) {
            case CollectingChange.LookStarted started -> "pop3.pollStarted";
            case CollectingChange.LookProgressed progressed -> "pop3.pollProgressed";
            case CollectingChange.LookFinished finished -> "pop3.pollFinished";
            case CollectingChange.Due due -> "pop3.due";
            case CollectingChange.RemovedFromServer removed -> "pop3.removedFromServer";
            case CollectingChange.Collision collision -> "pop3.collision";
            case CollectingChange.SignInRequired required -> "account.signInRequired";
        };
    }

    /**
     * What else is to be said of it.
     *
     * @param mailbox its id, absent where it is about the account
     * @param path the whole name of the mailbox
     * @param messages their ids, absent where it is about the mailbox
     * @param total how many messages the mailbox has now, where that is known
     * @param unread how many of them are unread
     * @param poll the id of the look it is about
     * @param done how many messages are collected so far, or left the server
     * @param due when messages will leave the server
     * @param words what a person should know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Details(
            @Nullable String mailbox,
            @Nullable String path,
            @Nullable List<String> messages,
            @Nullable Long total,
            @Nullable Long unread,
            @Nullable String poll,
            @Nullable Long done,
            @Nullable Instant due,
            @Nullable String words) {

        private static final Details NONE = new Details(null, null, null, null, null, null, null, null, null);

        public Details {
            messages = messages == null ? null : List.copyOf(messages);
        }

        static Details of(MailChange change) {
            return switch (change) {
                case MailChange.MessagesArrived some -> NONE.in(some.mailbox()).with(some.messages());
                case MailChange.MessagesFlagged some -> NONE.in(some.mailbox()).with(some.messages());
                case MailChange.MessagesRemoved some -> NONE.in(some.mailbox()).with(some.messages());
                case MailChange.MailboxChanged changed ->
                    NONE.in(changed.mailbox()).counting(changed.total(), changed.unread());
                case MailChange.MailboxCreated one -> NONE.in(one.mailbox());
                case MailChange.MailboxRemoved one -> NONE.in(one.mailbox());
                case MailChange.MailboxReset one -> NONE.in(one.mailbox());
                case MailChange.WatchBegan began -> NONE;
                case MailChange.WatchBroke broke -> NONE;
                case MailChange.SignInRequired required -> NONE;
            };
        }

        static Details of(CollectingChange change) {
            return switch (change) {
                case CollectingChange.LookStarted started -> of(started.look());
                case CollectingChange.LookProgressed progressed -> of(progressed.look());
                case CollectingChange.LookFinished finished -> of(finished.look());
                case CollectingChange.Due some -> collected(some.messages(), null, null, some.at(), null);
                case CollectingChange.RemovedFromServer some -> collected(null, null, some.messages(), null, null);
                case CollectingChange.Collision collision -> collected(null, null, null, null, collision.what());
                case CollectingChange.SignInRequired required -> NONE;
            };
        }

        private static Details of(Look look) {
            return collected(look.toCollect(), look.id(), look.collected(), null, look.problem());
        }

        private static Details collected(
                @Nullable Long total,
                @Nullable String poll,
                @Nullable Long done,
                @Nullable Instant due,
                @Nullable String words) {
            return new Details(null, null, null, total, null, poll, done, due, words);
        }

        private Details in(MailboxName name) {
            return new Details(
                    OpaqueId.of(name).value(), name.value(), messages, total, unread, poll, done, due, words);
        }

        private Details counting(long messagesNow, long unreadNow) {
            return new Details(mailbox, path, messages, messagesNow, unreadNow, poll, done, due, words);
        }

        private Details with(List<MessageRef> refs) {
            var ids = refs.stream().map(ref -> OpaqueId.of(ref).value()).toList();
            return new Details(mailbox, path, ids, total, unread, poll, done, due, words);
        }
    }
}
