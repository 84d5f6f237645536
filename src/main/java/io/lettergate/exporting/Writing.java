package io.lettergate.exporting;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Sort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** Writes the messages of mailboxes into one file, oldest first. Each is fetched whole before it is written. */
@Component
class Writing {

    private static final Sort OLDEST_FIRST = new Sort(Sort.Key.RECEIVED, false);
    private static final String NOBODY = "MAILER-DAEMON";

    private final Messages messages;

    Writing(Messages messages) {
        this.messages = messages;
    }

    /**
     * What to write.
     *
     * @param alone whether it is one mailbox, which as mbox needs no archive around it
     * @param scratch where each message waits until it is whole
     */
    record Job(Account account, List<Mailbox> mailboxes, Format format, boolean alone, Path scratch) {}

    /** Hears of each message, be it written or not. */
    interface Witness {

        void written(Mailbox mailbox);

        void failed(Mailbox mailbox, MessageSummary row, String why);
    }

    void write(Job job, OutputStream target, Witness witness) throws IOException {
        if (job.format() == Format.MBOX && job.alone()) {
            var mbox = new MboxStream(target);
            each(job, job.mailboxes().getFirst(), witness, row -> append(job, mbox, row));
            mbox.flush();
            return;
        }
        var zip = new ZipOutputStream(target);
        var paths = FileNames.paths(job.mailboxes());
        for (var mailbox : job.mailboxes()) {
            var path = paths.getOrDefault(mailbox.name(), FileNames.path(mailbox));
            if (job.format() == Format.MBOX) {
                zip.putNextEntry(new ZipEntry(path + ".mbox"));
                var mbox = new MboxStream(zip);
                each(job, mailbox, witness, row -> append(job, mbox, row));
                mbox.flush();
                zip.closeEntry();
            } else {
                each(job, mailbox, witness, row -> file(job, zip, path, row));
            }
        }
        zip.finish();
    }

    /** Which mailboxes an export of all of them holds: each message once, as far as the server's own views go. */
    static boolean isReal(Mailbox mailbox) {
        return mailbox.selectable() && !mailbox.is(MailboxRole.FLAGGED) && !mailbox.is(MailboxRole.ALL);
    }

    private void each(Job job, Mailbox mailbox, Witness witness, Work work) throws IOException {
        Cursor cursor = null;
        do {
            var page = messages.list(
                    job.account(), mailbox, new MessageQuery(MessageQuery.MOST, cursor, Set.of(), null, OLDEST_FIRST));
            for (var row : page.messages()) {
                one(job, mailbox, row, witness, work);
            }
            cursor = page.older();
        } while (cursor != null);
    }

    private void one(Job job, Mailbox mailbox, MessageSummary row, Witness witness, Work work) throws IOException {
        try (InputStream octets = messages.raw(job.account(), row.ref()).stream()) {
            Files.copy(octets, job.scratch(), StandardCopyOption.REPLACE_EXISTING);
        } catch (MailFailure.MessageGone gone) {
            return;
        } catch (MailFailure.NoRoom
                | MailFailure.CopyDamaged
                | MailFailure.ServerRefused
                | MailFailure.NoSuchMessage failure) {
            witness.failed(mailbox, row, failure.sentence());
            return;
        }
        work.on(row);
        witness.written(mailbox);
    }

    private void append(Job job, MboxStream mbox, MessageSummary row) throws IOException {
        var from = row.envelope().from();
        var sender = from.isEmpty() ? "" : from.getFirst().email();
        try (var octets = Files.newInputStream(job.scratch())) {
            mbox.message(isPlain(sender) ? sender : NOBODY, row.receivedAt(), octets);
        }
    }

    private static boolean isPlain(String sender) {
        return !sender.isEmpty() && sender.chars().allMatch(character -> character > 0x20 && character < 0x7F);
    }

    private void file(Job job, ZipOutputStream zip, String path, MessageSummary row) throws IOException {
        var name = String.format(
                java.util.Locale.ROOT,
                "%s/%08d %s.eml",
                path,
                row.ref().uid().value(),
                FileNames.of(row.envelope().subject(), "Message"));
        var entry = new ZipEntry(name);
        entry.setTime(row.receivedAt().toEpochMilli());
        zip.putNextEntry(entry);
        Files.copy(job.scratch(), zip);
        zip.closeEntry();
    }

    /** Writes one message. */
    private interface Work {
        void on(MessageSummary row) throws IOException;
    }
}
