package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.RemovalOrdered;
import io.lettergate.collecting.WindowChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what was ordered to leave a server, and what left it. */
@Component
class CollectingHeard {

    private final AuditLog log;

    CollectingHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void changed(WindowChanged changed) {
        var note = Note.of(AuditKind.WINDOW_CHANGED)
                .about(changed.account())
                .with("before", words(changed.before()))
                .with("now", words(changed.now()));
        log.write(note);
    }

    private static String words(KeepOnServer window) {
        return switch (window.mode()) {
            case FOREVER -> "forever";
            case DAYS -> window.days() + " days";
            case UNTIL_REMOVED_HERE -> "untilRemovedHere";
            case NEVER -> "never";
        };
    }

    @EventListener
    void ordered(RemovalOrdered ordered) {
        log.write(counted(AuditKind.REMOVAL_ORDERED, ordered.account(), 1));
    }

    @EventListener
    void removed(CollectingChange.RemovedFromServer removed) {
        log.write(counted(AuditKind.REMOVED_FROM_SERVER, removed.account(), removed.messages()));
    }

    private static Note counted(AuditKind kind, AccountId account, long messages) {
        return Note.of(kind).about(account).with("messages", messages);
    }
}
