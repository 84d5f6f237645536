package io.lettergate.sending.uploads;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mime.OutgoingFile;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.StoreRoom;
import io.lettergate.sending.outbox.ServerSizes;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Files on their way into messages. Each belongs to one account; what is in no draft goes after some days. */
@Service
public class Uploads {

    private static final String IN_NO_DRAFT = """
            NOT EXISTS (SELECT 1 FROM draft WHERE draft.account_id = upload.account_id
            AND draft.content LIKE '%' || upload.id || '%')""";
    /** A message that is being put together lies beside the files for a while. */
    private static final Duration BEING_WRITTEN = Duration.ofHours(1);

    private final JdbcClient database;
    private final UploadFiles files;
    private final UploadSettings settings;
    private final KeyedRequests requests;
    private final ServerSizes sizes;
    private final Clock clock;

    Uploads(
            JdbcClient database,
            UploadFiles files,
            UploadSettings settings,
            KeyedRequests requests,
            ServerSizes sizes,
            Clock clock) {
        this.database = database;
        this.files = files;
        this.settings = settings;
        this.requests = requests;
        this.sizes = sizes;
        this.clock = clock;
    }

    /** The largest file there can be, in octets. */
    public long largest() {
        return settings.largest().toBytes();
    }

    /**
     * Begins a file whose octets come later.
     *
     * @param shown whether it is a picture within the text
     * @throws MailFailure.UploadTooLarge if it is larger than a file may be, or the account has too many
     */
    public Upload begin(Account account, String name, String type, long size, boolean shown) {
        return begin(account, name, type, size, shown ? UUID.randomUUID() + "@lettergate.invalid" : null);
    }

    private Upload begin(Account account, String name, String type, long size, @Nullable String contentId) {
        if (size < 0) {
            throw new IllegalArgumentException("A file has 0 octets or more, but got " + size);
        }
        requireRoom(account, size);
        var id = UUID.randomUUID().toString();
        var fit = new OutgoingFile(name, type, contentId, InputStream::nullInputStream);
        var upload = new Upload(id, fit.name(), fit.type(), contentId, size, 0);
        StoreRoom.writing(() -> database.sql("""
                        INSERT INTO upload (id, account_id, name, type, content_id, size, received, touched_at)
                        VALUES (?, ?, ?, ?, ?, ?, 0, ?)""")
                .params(id, account.id().toString(), upload.name(), upload.type())
                .param(contentId)
                .params(size, clock.millis())
                .update());
        return upload;
    }

    private void requireRoom(Account account, long size) {
        if (size > largest()) {
            throw new MailFailure.UploadTooLarge(largest());
        }
        if (taken(account) + size > settings.most().toBytes()) {
            throw new MailFailure.UploadTooLarge(settings.most().toBytes(), taken(account));
        }
    }

    /**
     * Makes sure that a new file can be sent, as far as that is known; if it is not, it is asked for.
     *
     * @param beside octets of the other files that go with the same message
     * @throws MailFailure.UploadTooLarge if a message with this file is larger than the account's server takes
     */
    public void requireSendable(Account account, String type, long size, long beside) {
        sizes.ask(account);
        long least = OutgoingFile.leastOctets(type, size) + OutgoingFile.leastOctets("", beside);
        sizes.of(account).filter(limit -> least > limit.octets()).ifPresent(limit -> {
            throw MailFailure.UploadTooLarge.at(limit.host(), limit.octets());
        });
    }

    private long taken(Account account) {
        return database.sql("SELECT COALESCE(SUM(size), 0) FROM upload WHERE account_id = ?")
                .param(account.id().toString())
                .query(Long.class)
                .single();
    }

    /**
     * Takes a file, or the first octets of one; for a request that came before, gives the one of then.
     *
     * @param size that it will have; absent where these octets are all
     * @throws MailFailure.KeyUsed if another request came with its key
     * @throws MailFailure.UploadTooLarge if there is no room for it, or no message with it could be sent
     */
    public Upload take(
            Account account, Label label, @Nullable Long size, InputStream octets, @Nullable KeyedRequest request) {
        return made(account, request).orElseGet(() -> handedOver(account, label, size, octets, request));
    }

    /**
     * What a file is called.
     *
     * @param shown whether it is a picture within the text
     * @param length how many octets come with the call, as far as that is known; else 0
     * @param beside octets of the other files that go with the same message, as far as that is known; else 0
     */
    public record Label(String name, String type, boolean shown, long length, long beside) {

        public Label {
            if (beside < 0) {
                throw new IllegalArgumentException("Files have 0 octets or more, but got " + beside);
            }
        }

        public Label(String name, String type, boolean shown) {
            this(name, type, shown, 0, 0);
        }
    }

    private Optional<Upload> made(Account account, @Nullable KeyedRequest request) {
        return requests.made(account, request).map(id -> require(account, id));
    }

    private Upload handedOver(
            Account account, Label label, @Nullable Long size, InputStream octets, @Nullable KeyedRequest request) {
        long announced = size == null ? label.length() : size;
        requireRoom(account, announced);
        requireSendable(account, label.type(), announced, label.beside());
        var begun = begin(account, label.name(), label.type(), size == null ? 0 : size, label.shown());
        var isNew = false;
        try {
            var upload =
                    size == null ? sendable(account, begun, label, octets) : append(account, begun.id(), 0, octets);
            isNew = requests.make(account, request, upload.id(), () -> true);
            return isNew ? upload : made(account, request).orElseThrow();
        } finally {
            if (!isNew) {
                remove(account, begun.id());
            }
        }
    }

    private Upload sendable(Account account, Upload begun, Label label, InputStream octets) {
        var upload = store(account, begun, octets);
        requireSendable(account, label.type(), upload.size(), label.beside());
        return upload;
    }

    /** Takes a whole file of which nobody knows the size. */
    public Upload store(Account account, String name, String type, boolean shown, InputStream octets) {
        return store(account, begin(account, name, type, 0, shown), octets);
    }

    /** The same for a picture that HTML names already. */
    public Upload storeNamed(Account account, String name, String type, String contentId, InputStream octets) {
        return store(account, begin(account, name, type, 0, contentId), octets);
    }

    private Upload store(Account account, Upload upload, InputStream octets) {
        long room = Math.min(largest(), settings.most().toBytes() - taken(account));
        long came = files.append(upload.id(), 0, octets, Math.max(room, 0));
        if (came > room) {
            remove(account, upload.id());
            throw new MailFailure.UploadTooLarge(largest());
        }
        database.sql("UPDATE upload SET size = ?, received = ? WHERE id = ?")
                .params(came, came, upload.id())
                .update();
        return require(account, upload.id());
    }

    /**
     * Takes more octets of a file. Where the connection breaks, those count that came.
     *
     * @param offset where they begin, which is where those end that are here
     * @throws MailFailure.UploadMisplaced if they begin elsewhere
     * @throws MailFailure.UploadTooLarge if there are more than were announced
     */
    public Upload append(Account account, String id, long offset, InputStream octets) {
        var upload = require(account, id);
        if (offset != upload.received()) {
            throw new MailFailure.UploadMisplaced(upload.received());
        }
        long came = files.append(id, offset, octets, upload.size() - offset);
        if (came > upload.size() - offset) {
            throw new MailFailure.UploadTooLarge(upload.size());
        }
        var counted = database.sql("UPDATE upload SET received = ?, touched_at = ? WHERE id = ? AND received = ?")
                .params(offset + came, clock.millis(), id, offset)
                .update();
        if (counted == 0) {
            throw new MailFailure.UploadMisplaced(require(account, id).received());
        }
        return require(account, id);
    }

    /**
     * One of the account's.
     *
     * @throws MailFailure.NoSuchUpload if there is none with this id, or it is somebody else's
     */
    public Upload require(Account account, String id) {
        return database.sql("SELECT * FROM upload WHERE id = ? AND account_id = ?")
                .params(id, account.id().toString())
                .query(Uploads::read)
                .optional()
                .orElseThrow(MailFailure.NoSuchUpload::new);
    }

    /** What it holds; close it. */
    public InputStream open(Upload upload) throws IOException {
        return upload.size() == 0 ? InputStream.nullInputStream() : files.open(upload.id());
    }

    /** Removes one, if it is there. */
    public void remove(Account account, String id) {
        var gone = database.sql("DELETE FROM upload WHERE id = ? AND account_id = ?")
                .params(id, account.id().toString())
                .update();
        if (gone > 0) {
            files.remove(id);
        }
    }

    /** Removes those that went with a message which is sent, as far as no draft has them. */
    public void release(Account account, Collection<String> ids) {
        for (var id : ids) {
            var gone = database.sql("DELETE FROM upload WHERE id = ? AND account_id = ? AND " + IN_NO_DRAFT)
                    .params(id, account.id().toString())
                    .update();
            if (gone > 0) {
                files.remove(id);
            }
        }
    }

    /** Removes files that nobody touched for days and that are in no draft, and those that no row knows. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    public void sweep() {
        var written = files.olderThan(clock.instant().minus(BEING_WRITTEN));
        database.sql("DELETE FROM upload WHERE touched_at < ? AND " + IN_NO_DRAFT)
                .param(clock.millis() - settings.kept().toMillis())
                .update();
        var known = new HashSet<>(
                database.sql("SELECT id FROM upload").query(String.class).list());
        written.stream().filter(file -> !known.contains(file)).forEach(files::remove);
    }

    private static Upload read(ResultSet row, int number) throws SQLException {
        return new Upload(
                row.getString("id"),
                row.getString("name"),
                row.getString("type"),
                row.getString("content_id"),
                row.getLong("size"),
                row.getLong("received"));
    }
}
