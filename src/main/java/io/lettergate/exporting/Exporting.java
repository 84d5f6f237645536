package io.lettergate.exporting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Exports mailboxes and whole accounts as files. */
@Service
public class Exporting {

    private static final Logger LOG = LoggerFactory.getLogger(Exporting.class);

    private final Operations operations;
    private final ExportFiles files;
    private final Writing writing;

    Exporting(Operations operations, ExportFiles files, Writing writing) {
        this.operations = operations;
        this.files = files;
        this.writing = writing;
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

    /** What a mailbox is called as a file of its own. */
    public String name(Account account, @Nullable Mailbox mailbox, Format format) {
        var words = mailbox == null ? account.address() : mailbox.label();
        var ending = format == Format.MBOX && mailbox != null ? ".mbox" : ".zip";
        return FileNames.of(words, "Mail") + ending;
    }

    /** Writes one mailbox as mbox to whoever waits for it. What cannot be had is left out. */
    public void write(Account account, Mailbox mailbox, OutputStream target) throws IOException {
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
