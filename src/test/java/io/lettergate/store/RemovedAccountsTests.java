package io.lettergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of accounts that are gone: nothing, and what others have too stays. */
class RemovedAccountsTests {

    private static final String SHARED = StoreFixture.message("Shared", "Both have it.");
    private static final String OWN = StoreFixture.message("Own", "One has it.");

    @TempDir
    private Path directory;

    private StoreFixture store;
    private Account gone;
    private Account other;

    @BeforeEach
    void collect() throws IOException {
        store = new StoreFixture(directory);
        gone = store.account("robin@post.example");
        other = store.account("maya@post.example");
        store.keep(gone, SHARED, OWN);
        store.keep(other, SHARED);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void messageFilesGoUnlessAnotherAccountHasThemToo() throws IOException {
        remove();

        sweepMuchLater();

        assertThat(files()).isEqualTo(1);
        assertThat(store.bean(Sweeping.class)).isNotNull();
    }

    @Test
    void aLostDatabaseBringsNothingBack() throws IOException {
        remove();
        store.close();

        store = new StoreFixture(directory, directory.resolve("new.db"));
        var report = store.bean(Reindexing.class).run();

        assertThat(report.messages()).isEqualTo(1);
        assertThat(store.database()
                        .sql("SELECT address FROM account")
                        .query(String.class)
                        .list())
                .containsExactly("maya@post.example");
    }

    @Test
    void aCrashBeforeTheJournalIsGoneIsMadeUpFor() throws IOException {
        store.database()
                .sql("DELETE FROM account WHERE id = ?")
                .param(gone.id().toString())
                .update();
        store.bean(RemovedAccounts.class).note(new AccountRemoved(gone.id(), gone.id()));
        assertThat(journal()).exists();

        store.bean(Sweeping.class).tidy();

        assertThat(journal()).doesNotExist();
    }

    @Test
    void whatComesLateAboutItIsNotKept() {
        remove();

        assertThatThrownBy(() -> store.keep(gone, StoreFixture.message("Late", "Too late.")))
                .isInstanceOf(MailFailure.NoSuchAccount.class);
        assertThat(journal()).doesNotExist();
    }

    private void remove() {
        store.database()
                .sql("DELETE FROM account WHERE id = ?")
                .param(gone.id().toString())
                .update();
        var removed = new AccountRemoved(gone.id(), gone.id());
        store.bean(RemovedAccounts.class).note(removed);
        store.bean(RemovedAccounts.class).forget(removed);
    }

    private void sweepMuchLater() throws IOException {
        try (var all = Files.walk(directory.resolve("mail"))) {
            for (var file : all.filter(path -> path.toString().endsWith(".eml")).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
        }
        store.bean(Sweeping.class).collectGarbage();
    }

    private long files() throws IOException {
        try (var all = Files.walk(directory.resolve("mail"))) {
            return all.filter(path -> path.toString().endsWith(".eml")).count();
        }
    }

    private Path journal() {
        return directory.resolve("mail").resolve("accounts").resolve(gone.id().toString());
    }
}
