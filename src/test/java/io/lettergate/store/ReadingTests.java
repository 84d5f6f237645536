package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTests {

    @TempDir
    Path directory;

    private StoreFixture store;
    private Account account;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        account = store.account("robin@vale.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDamagedOrMissingFileIsSaidToBeSo(boolean missing) throws IOException {
        var kept = store.keep(account, message("one")).getFirst();
        var file = store.bean(MessageFiles.class).of(kept.digest());
        if (missing) {
            Files.delete(file);
        } else {
            Files.writeString(file, "cut");
        }
        var ref = store.copies().place(account, kept.copy()).orElseThrow();

        assertThat(in(session -> session.messages(MailboxName.INBOX, MessageQuery.newest(9)))
                        .messages())
                .hasSize(1);
        assertThatThrownBy(() -> in(session -> session.message(ref))).isInstanceOf(MailFailure.CopyDamaged.class);
        assertThatThrownBy(() -> in(session -> session.parts(ref, List.of(new PartNumber("1")), 9)))
                .isInstanceOf(MailFailure.CopyDamaged.class);
        assertThatThrownBy(() ->
                        in(session -> session.pour(Section.whole(ref), Stretch.of(0, 100), (offset, octets) -> {})))
                .isInstanceOf(MailFailure.CopyDamaged.class);
        assertThat(in(session -> session.flag(List.of(ref), Set.of(Flag.SEEN), Set.of()))
                        .done())
                .containsExactly(ref);
    }

    @Test
    void aFileThatNobodyNeedsGoesAfterAWeek() throws IOException {
        var kept = store.keep(account, message("one"), message("two"), message("three"));
        var files = store.bean(MessageFiles.class);
        var first = files.of(kept.get(0).digest());
        var second = files.of(kept.get(1).digest());
        var third = files.of(kept.get(2).digest());
        in(session -> session.delete(List.of(place(kept.get(0)), place(kept.get(2)))));
        age(first);
        age(second);

        store.bean(Sweeping.class).collectGarbage();

        assertThat(first).doesNotExist();
        assertThat(second).exists();
        assertThat(third).exists();
    }

    @Test
    void noFileGoesWhileAJournalSpeaksOfIt() throws IOException {
        var kept = store.keep(account, message("one")).getFirst();
        var file = store.bean(MessageFiles.class).of(kept.digest());
        age(file);
        store.close();
        store = new StoreFixture(directory, directory.resolve("another.db"));

        store.bean(Sweeping.class).collectGarbage();

        assertThat(file).exists();
    }

    @Test
    void halfAMessageGoesAfterADay() throws IOException {
        var waiting = store.bean(MessageFiles.class).waiting();
        Files.createDirectories(waiting);
        var old = Files.writeString(waiting.resolve("old.part"), "half");
        var young = Files.writeString(waiting.resolve("young.part"), "half");
        age(old);

        store.bean(Sweeping.class).tidy();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private void age(Path file) throws IOException {
        Instant now = store.bean(Clock.class).instant();
        Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(8))));
    }

    private MessageRef place(Intake.Kept kept) {
        return store.copies().place(account, kept.copy()).orElseThrow();
    }

    private <T> T in(Function<MailSession, T> work) {
        return store.bean(StoreConnector.class).inSession(account, work);
    }
}
