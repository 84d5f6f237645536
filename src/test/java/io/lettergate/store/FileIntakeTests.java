package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.spi.LocalCopies.Amount;
import io.lettergate.store.Intake.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIntakeTests {

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

    @Test
    void keepsOctetsUnderTheirDigest() throws IOException {
        var kept = store.keep(account, message("one"), message("two"));

        assertThat(kept).extracting(Kept::again).containsExactly(false, false);
        var file = store.bean(MessageFiles.class).of(kept.getFirst().digest());
        assertThat(Files.readString(file)).isEqualTo(message("one"));
        assertThat(MessageFiles.digest(file)).isEqualTo(kept.getFirst().digest());
        assertThat(store.copies().amount(account.id()))
                .isEqualTo(new Amount(2, message("one").length() * 2L));
        assertThat(store.bean(MessageFiles.class).waiting()).isEmptyDirectory();
    }

    @Test
    void theSameOriginIsKeptOnce() throws IOException {
        var first = store.keep(account, message("one"));

        var second = store.keep(account, message("one"));

        assertThat(second.getFirst().again()).isTrue();
        assertThat(second.getFirst().copy()).isEqualTo(first.getFirst().copy());
        assertThat(store.copies().amount(account.id()).messages()).isEqualTo(1);
    }

    @Test
    void theSameOriginTwiceInOneBatchIsKeptOnce() throws IOException {
        var kept = store.keep(
                account,
                List.of(store.arrival(message("one"), "a", 0), store.arrival(message("one"), "a", 0)),
                none -> {});

        assertThat(kept).extracting(Kept::again).containsExactly(false, true);
        assertThat(kept.getLast().copy()).isEqualTo(kept.getFirst().copy());
        assertThat(store.copies().amount(account.id()).messages()).isEqualTo(1);
    }

    @Test
    @DisplayName("P10 what differs is never taken for the same, whatever its server calls it")
    void anotherMessageOfTheSameOriginIsKeptToo() throws IOException {
        store.keep(account, message("one"));

        var kept = store.keep(account, message("another"));
        var again = store.keep(account, message("another"));

        assertThat(kept.getFirst().again()).isFalse();
        assertThat(kept.getFirst().origin().ordinal()).isEqualTo(1);
        assertThat(again.getFirst().again()).isTrue();
        assertThat(store.copies().amount(account.id()).messages()).isEqualTo(2);
    }

    @Test
    void twoMessagesOfTheSameOctetsAreTwo() throws IOException {
        var kept = store.keep(account, message("one"), message("one"));

        assertThat(kept)
                .extracting(Kept::digest)
                .containsExactly(kept.getFirst().digest(), kept.getFirst().digest());
        assertThat(store.copies().amount(account.id()).messages()).isEqualTo(2);
    }

    @Test
    void nothingIsEnteredWhereWhatGoesAlongsideFails() throws IOException {
        var arrivals = List.of(store.arrival(message("one"), "a", 0));

        assertThatThrownBy(() -> store.keep(account, arrivals, kept -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(store.copies().amount(account.id()).messages()).isZero();
        assertThat(store.keep(account, List.of(store.arrival(message("one"), "a", 0)), kept -> {})
                        .getFirst()
                        .again())
                .isFalse();
    }

    @Test
    void whatGoesAlongsideIsInTheSameTransaction() throws IOException {
        var arrivals = List.of(store.arrival(message("one"), "a", 0));

        store.keep(
                account,
                arrivals,
                kept -> store.database()
                        .sql("INSERT INTO store_letter (account_id, letter) VALUES (?, 'along')")
                        .param(account.id().toString())
                        .update());

        assertThat(store.database()
                        .sql("SELECT COUNT(*) FROM store_letter")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("P7 a disk that cannot be written is said so, and leaves no row")
    void aDiskThatCannotBeWrittenLeavesNothing() throws IOException {
        var arrivals = List.of(store.arrival(message("one"), "a", 0));
        var folder = store.bean(MessageFiles.class)
                .of(((IncomingFile) arrivals.getFirst().message()).digest())
                .getParent();
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");

        assertThatThrownBy(() -> store.keep(account, arrivals, kept -> {})).isInstanceOf(IOException.class);

        assertThat(store.copies().amount(account.id()).messages()).isZero();
        assertThat(store.bean(MessageFiles.class).waiting()).isEmptyDirectory();
    }

    @Test
    @DisplayName("P7 a journal that cannot be written leaves no row")
    void aJournalThatCannotBeWrittenLeavesNothing() throws IOException {
        store.keep(account, message("before"));
        var journal = store.bean(Journal.class);
        journal.turn(account.id());
        Files.move(journal.of(account.id()), directory.resolve("away"));
        Files.writeString(journal.of(account.id()), "in the way");
        var arrivals = List.of(store.arrival(message("one"), "a", 0));

        assertThatThrownBy(() -> store.keep(account, arrivals, kept -> {})).isInstanceOf(IOException.class);

        assertThat(store.copies().amount(account.id()).messages()).isEqualTo(1);
    }

    @Test
    void anOddMessageIsKeptLikeAnyOther() throws IOException {
        var octets = "\0\n.\r\nÿ" + "x".repeat(2_000_000);

        var kept = store.keep(
                account, List.of(store.arrival(octets.getBytes(StandardCharsets.ISO_8859_1), "a", 0)), none -> {});

        assertThat(kept.getFirst().size()).isEqualTo(octets.length());
        assertThat(store.copies().whole(account.id(), List.of(kept.getFirst().copy())))
                .containsOnlyKeys(kept.getFirst().copy());
    }

    @Test
    void tellsHowCopiesFare() throws IOException {
        var kept = store.keep(
                account, "Received: by x; Sat, 1 Feb 2020 10:00:00 +0000\r\n" + message("one"), message("two"));

        var states = store.copies()
                .states(account.id(), kept.stream().map(Kept::copy).toList());

        var state = states.get(kept.getFirst().copy());
        assertThat(states).hasSize(2);
        assertThat(state.read()).isFalse();
        assertThat(state.inTrash()).isFalse();
        assertThat(state.receivedAt()).isEqualTo(Instant.parse("2020-02-01T10:00:00Z"));
    }

    @Test
    void aDamagedCopyIsNotWhole() throws IOException {
        var kept = store.keep(account, message("one"), message("two"), message("three"));
        var files = store.bean(MessageFiles.class);
        Files.writeString(files.of(kept.get(0).digest()), "damaged");
        Files.delete(files.of(kept.get(1).digest()));

        var whole =
                store.copies().whole(account.id(), kept.stream().map(Kept::copy).toList());

        assertThat(whole).containsOnlyKeys(kept.get(2).copy());
    }

    @Test
    void tellsEachThingOnce() {
        store.copies()
                .tell(account, "key", "Größe über alles, und noch viel länger als eine Zeile von Wörtern", "Text.");
        store.copies().tell(account, "key", "Again", "Text.");
        store.copies().tell(account, "other", "Other", "Text.");

        assertThat(store.database()
                        .sql("SELECT preview FROM store_message ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("Text.", "Text.");
        assertThat(store.database()
                        .sql("SELECT envelope FROM store_message ORDER BY id LIMIT 1")
                        .query(String.class)
                        .single())
                .contains("Größe über alles, und noch viel länger als eine Zeile von Wörtern");
    }

    @Test
    void showsWhereACopyIs() throws IOException {
        var kept = store.keep(account, message("one"));
        var copy = kept.getFirst().copy();

        var place = store.copies().place(account, copy).orElseThrow();

        assertThat(place.mailbox().isInbox()).isTrue();
        assertThat(store.copies().shown(account, List.of(place))).containsEntry(place, copy);
    }
}
