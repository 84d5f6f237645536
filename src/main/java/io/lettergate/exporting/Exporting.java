package io.lettergate.exporting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Exports mailboxes and whole accounts as files. */
@Service
public class Exporting {

    private static final Logger LOG = LoggerFactory.getLogger(Exporting.class);

    private final Operations operations;
    private final ExportFiles files;
    private final Writing writing;
    private final Mailboxes mailboxes;
    private final ApplicationEventPublisher events;

    Exporting(
            Operations operations,
            ExportFiles files,
            Writing writing,
            Mailboxes mailboxes,
            ApplicationEventPublisher events) {
        this.mailboxes = mailboxes;
        this.operations = operations;
        this.files = files;
        this.writing = writing;
        this.events = events;
    }

    /**
     * An export that can be downloaded.
     *
     * @param name what the file is to be called
     */
    public record Export(Path file, String name, Instant until) {}

    /**
     * Begins to write an export.
     *
     * @param owner the account that the person has signed in with
     * @param mailbox absent for the whole account
     */
    public Operation start(AccountId owner, Account account, @Nullable Mailbox mailbox, Format format) {
        var name = name(account, mailbox, format);
        var id = mailbox == null ? null : OpaqueId.of(mailbox.name()).value();
        var wanted = JsonMapper.shared().writeValueAsString(new ExportWork.Wanted(id, format, name));
        return operations.start(owner, account.id(), ExportWork.KIND, wanted);
    }

    /** The same for the whole account as it is from now on: one that goes on already may have begun before some mail came. */
    public Operation startAnew(AccountId owner, Account account, Format format) {
        latest(account).filter(before -> !before.isOver()).ifPresent(operations::cancel);
        return start(owner, account, null, format);
    }

    /** The latest export of an account. */
    public Optional<Operation> latest(Account account) {
        return operations.latest(account.id(), ExportWork.KIND);
    }

    /** The file of an export that is done, while it can be had. */
    public Optional<Export> file(Operation operation) {
        var ended = operation.endedAt();
        if (!operation.kind().equals(ExportWork.KIND) || operation.state() != Operation.State.DONE || ended == null) {
            return Optional.empty();
        }
        var wanted = JsonMapper.shared().readValue(operation.wanted(), ExportWork.Wanted.class);
        return files.find(operation).map(file -> new Export(file, wanted.name(), files.until(ended)));
    }

    /** How many messages an export that can be downloaded holds; absent where it lacks one that could not be had. */
    public OptionalLong whole(Operation operation) {
        if (file(operation).isEmpty()) {
            return OptionalLong.empty();
        }
        var told = JsonMapper.shared().readValue(operation.details(), ExportWork.Told.class);
        return told.failed() > 0 ? OptionalLong.empty() : OptionalLong.of(told.exported());
    }

    /** Whether an export of a whole account has as many messages as are in it now. */
    public boolean holdsAll(Operation operation, Account account) {
        var whole = whole(operation);
        return whole.isPresent()
                && whole.getAsLong()
                        == mailboxes.all(account).stream()
                                .filter(Writing::isReal)
                                .mapToLong(Mailbox::messages)
                                .sum();
    }

    /** What a mailbox is called as a file of its own. */
    public String name(Account account, @Nullable Mailbox mailbox, Format format) {
        var words = mailbox == null ? account.address() : mailbox.label();
        var ending = format == Format.MBOX && mailbox != null ? ".mbox" : ".zip";
        return FileNames.of(words, "Mail") + ending;
    }

    /** Writes one mailbox as mbox to whoever waits for it. What cannot be had is left out. */
    public void write(Account account, Mailbox mailbox, OutputStream target) throws IOException {
        events.publishEvent(new MailboxExported(account.id(), mailbox.name()));
        var scratch = Files.createTempFile("lettergate-export", null);
        try {
            var job = new Writing.Job(account, List.of(mailbox), Format.MBOX, true, scratch);
            writing.write(job, target, new LoggingWitness());
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /**
     * The operation of an export that is its caller's.
     *
     * @throws MailFailure.NoSuchOperation if it is none
     */
    public Operation require(List<AccountId> accounts, String id) {
        var operation = operations.require(accounts, id);
        if (!operation.kind().equals(ExportWork.KIND)) {
            throw new MailFailure.NoSuchOperation();
        }
        return operation;
    }

    /** Nobody can be told in a file that is on its way already. */
    private static final class LoggingWitness implements Writing.Witness {

        @Override
        public void written(Mailbox mailbox) {
            LOG.trace("exported mailbox={}", mailbox.name());
        }

        @Override
        public void failed(Mailbox mailbox, io.lettergate.mail.MessageSummary row, String why) {
            LOG.warn("message not exported message={} reason={}", OpaqueId.of(row.ref()), why);
        }
    }
}
