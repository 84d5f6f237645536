package io.lettergate.audit;

import io.lettergate.exporting.MailboxExported;
import io.lettergate.mailbox.GoneForGood;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationChanged;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down which mail was removed for good, and which was taken along. */
@Component
class MailHeard {

    private final AuditLog log;

    MailHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void gone(GoneForGood gone) {
        var kind = switch (gone.what()) {
            case MESSAGES -> AuditKind.MESSAGES_DELETED;
            case MAILBOX -> AuditKind.MAILBOX_DELETED;
            case ALL_IN_MAILBOX -> AuditKind.MAILBOX_EMPTIED;
        };
        log.write(Note.of(kind)
                .about(gone.account())
                .with("mailbox", gone.mailbox().value())
                .with("messages", gone.messages()));
    }

    @EventListener
    void exported(MailboxExported exported) {
        log.write(Note.of(AuditKind.EXPORT_STARTED)
                .about(exported.account())
                .with("mailbox", exported.mailbox().value()));
    }

    /** Long work that somebody asked for just now. */
    @EventListener
    void begun(OperationChanged change) {
        var operation = change.operation();
        var isNew = operation.state() == Operation.State.WAITING && operation.startedAt() == null;
        var acting = Acting.now();
        if (isNew && acting.person() != null) {
            kind(operation)
                    .ifPresent(kind -> log.write(
                            Note.of(kind)
                                    .by(operation.owner())
                                    .about(operation.account())
                                    .with("operation", operation.id().toString()),
                            acting,
                            null));
        }
    }

    private static Optional<AuditKind> kind(Operation operation) {
        return switch (operation.kind()) {
            case "export" -> Optional.of(AuditKind.EXPORT_STARTED);
            case "copy" -> Optional.of(AuditKind.COPY_STARTED);
            case "switch" -> Optional.of(AuditKind.SWITCH_STARTED);
            default -> Optional.empty();
        };
    }
}
