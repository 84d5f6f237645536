package io.lettergate.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.collecting.Look;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.operations.Operation;
import io.lettergate.sending.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    static String type(Submission submission) {
        return "submission." + submission.state().word();
    }

    /** What it is called outside when it happened while mail was collected. */
    static String type(Operation operation) {
        return operation.isOver() ? "operation.done" : "operation.progress";
    }

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
     * How far a look into a mailbox is.
     *
     * @param state as in the list of polls
     * @param toCollect how many messages are to be collected
     * @param removed how many were marked to be removed from the server
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Poll(
            String id,
            String state,
            long found,
            long toCollect,
            long collected,
            long collectedOctets,
            long removed,
            @Nullable String problem) {

        static Poll of(Look look) {
            return new Poll(
                    look.id(),
                    look.state().name().toLowerCase(Locale.ROOT),
                    look.found(),
                    look.toCollect(),
                    look.collected(),
                    look.collectedOctets(),
                    look.removed(),
                    look.problem());
        }
    }

    /**
     * What else is to be said of it.
     *
     * @param mailbox its id, absent where it is about the account
     * @param path the whole name of the mailbox
     * @param messages their ids, absent where it is about the mailbox
     * @param total how many messages the mailbox has now, where that is known
     * @param unread how many of them are unread
     * @param poll how far a look into a mailbox is
     * @param count how many messages it is about
     * @param leavesAt when they leave their server
     * @param words what happened, in a sentence
     * @param operation the id of the long work that it is about
     * @param submission the id of the message on its way out that it is about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Details(
            @Nullable String mailbox,
            @Nullable String path,
            @Nullable List<String> messages,
            @Nullable Long total,
            @Nullable Long unread,
            @Nullable Poll poll,
            @Nullable Long count,
            @Nullable Instant leavesAt,
            @Nullable String words,
            @Nullable String operation,
            @Nullable String submission) {

        private static final Details NONE = new Details(null, null, null, null, null);

        public Details {
            messages = messages == null ? null : List.copyOf(messages);
        }

        static Details ofNothing() {
            return NONE;
        }

        /** About mailboxes and messages. */
        public Details(
                @Nullable String mailbox,
                @Nullable String path,
                @Nullable List<String> messages,
                @Nullable Long total,
                @Nullable Long unread) {
            this(mailbox, path, messages, total, unread, null, null, null, null, null, null);
        }

        /** How many messages are done, and of how many. */
        static Details of(Operation work) {
            return new Details(
                    null,
                    null,
                    null,
                    work.total(),
                    null,
                    null,
                    work.done(),
                    null,
                    work.message(),
                    work.id().toString(),
                    null);
        }

        /** What is to be said of it, and which it is. */
        static Details of(Submission sent) {
            return new Details(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    sent.problem(),
                    null,
                    sent.id().toString());
        }

        static Details of(CollectingChange change) {
            return switch (change) {
                case CollectingChange.LookStarted started -> NONE.at(started.look());
                case CollectingChange.LookProgressed progressed -> NONE.at(progressed.look());
                case CollectingChange.LookFinished finished -> NONE.at(finished.look());
                case CollectingChange.Due due -> NONE.about(due.messages(), due.at(), null);
                case CollectingChange.RemovedFromServer removed -> NONE.about(removed.messages(), null, null);
                case CollectingChange.Collision collision -> NONE.about(null, null, collision.what());
                case CollectingChange.SignInRequired required -> NONE;
            };
        }

        private Details at(Look look) {
            return new Details(null, null, null, null, null, Poll.of(look), null, null, null, null, null);
        }

        private Details about(@Nullable Long many, @Nullable Instant at, @Nullable String sentence) {
            return new Details(null, null, null, null, null, null, many, at, sentence, null, null);
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

        private Details in(MailboxName name) {
            return new Details(OpaqueId.of(name).value(), name.value(), messages, total, unread);
        }

        private Details counting(long messagesNow, long unreadNow) {
            return new Details(mailbox, path, messages, messagesNow, unreadNow);
        }

        private Details with(List<MessageRef> refs) {
            var ids = refs.stream().map(ref -> OpaqueId.of(ref).value()).toList();
            return new Details(mailbox, path, ids, total, unread);
        }
    }
}
