package io.lettergate.exporting;

import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.operations.Operation;
import io.lettergate.operations.spi.LongWork;
import io.lettergate.operations.spi.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The long work of writing an export; after a crash it begins anew. */
@Component
class ExportWork implements LongWork {

    static final String KIND = "export";
    private static final int LISTED = 100;

    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Writing writing;
    private final ExportFiles files;

    ExportWork(Accounts accounts, Mailboxes mailboxes, Writing writing, ExportFiles files) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.writing = writing;
        this.files = files;
    }

    /**
     * What to export.
     *
     * @param mailbox its id; absent for the whole account
     */
    record Wanted(@Nullable String mailbox, Format format, String name) {}

    /** A message that could not be had, and why. */
    record Failure(String mailbox, String subject, String reason) {}

    /** What came of it. */
    record Told(String name, long exported, long failed, List<Failure> failures) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void carryOut(Operation operation, Progress progress) {
        var wanted = JsonMapper.shared().readValue(operation.wanted(), Wanted.class);
        var account = accounts.find(operation.account()).orElseThrow(MailFailure.NoSuchAccount::new);
        Background.run(() -> {
            var all = mailboxes.all(account);
            var id = wanted.mailbox();
            var chosen = id == null
                    ? all.stream().filter(Writing::isReal).toList()
                    : List.of(mailboxes.require(account, id));
            var total = chosen.stream().mapToLong(Mailbox::messages).sum();
            var scratch = files.scratch(operation.id());
            var job = new Writing.Job(account, chosen, wanted.format(), id != null, scratch);
            write(operation, job, new Tally(wanted.name(), total, progress));
        });
    }

    private void write(Operation operation, Writing.Job job, Tally tally) {
        try (var target = files.begin(operation.id())) {
            writing.write(job, target, tally);
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        } finally {
            delete(job);
        }
        try {
            tally.over();
            files.finish(operation.id());
        } catch (IOException failure) {
            throw new MailFailure.NoRoom(failure);
        }
    }

    private static void delete(Writing.Job job) {
        try {
            Files.deleteIfExists(job.scratch());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Who removes an account may have saved a copy of it just before. */
    @Override
    public boolean outlivesAccount() {
        return true;
    }

    @Override
    public void abandon(Operation operation) {
        files.remove(operation.id());
    }

    /** Counts, and says how far it is. */
    private static final class Tally implements Writing.Witness {

        private final String name;
        private final long total;
        private final Progress progress;
        private final List<Failure> failures = new ArrayList<>();
        private long exported;
        private long failed;

        Tally(String name, long total, Progress progress) {
            this.name = name;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public void written(Mailbox mailbox) {
            exported++;
            tell(mailbox.label());
        }

        @Override
        public void failed(Mailbox mailbox, MessageSummary row, String why) {
            failed++;
            if (failures.size() < LISTED) {
                failures.add(new Failure(mailbox.name().value(), row.envelope().subject(), why));
            }
            tell(mailbox.label());
        }

        void over() {
            progress.details(json());
            progress.report(exported + failed, exported + failed, null);
        }

        private void tell(String mailbox) {
            progress.report(exported + failed, Math.max(total, exported + failed + 1), mailbox);
        }

        private String json() {
            return JsonMapper.shared().writeValueAsString(new Told(name, exported, failed, List.copyOf(failures)));
        }
    }
}
