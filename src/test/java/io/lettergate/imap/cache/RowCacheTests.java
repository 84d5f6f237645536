package io.lettergate.imap.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCacheTests {

    private static final AccountId ROBIN = AccountId.random();
    private static final UidValidity LIFE = new UidValidity(1);
    private static final Uid SEVEN = new Uid(7);
    private static final CachedRow ROW = new CachedRow(
            Instant.parse("2026-11-20T08:30:00Z"),
            1234,
            new Envelope(
                    "Grüße",
                    List.of(new Address("Ada", "ada@vale.example")),
                    List.of(),
                    List.of(new Address(null, "robin@vale.example")),
                    List.of(),
                    List.of(),
                    null,
                    "one@vale.example",
                    List.of("a@b"),
                    List.of("a@b", "c@d")),
            "The first words",
            new Part(
                    null,
                    "multipart/mixed",
                    Map.of("boundary", "x"),
                    null,
                    null,
                    null,
                    "7bit",
                    0,
                    List.of(new Part(
                            new PartNumber("1"),
                            "text/plain",
                            Map.of(),
                            "inline",
                            "a.txt",
                            "id",
                            "base64",
                            5,
                            List.of()))));

    @TempDir
    private Path directory;

    private RowCache cache;

    @BeforeEach
    void open() {
        cache = new RowCache(new CacheSettings(true, 10, file()));
    }

    @AfterEach
    void close() {
        cache.destroy();
    }

    @Test
    void givesBackWhatItKept() {
        keep(SEVEN);

        assertThat(inbox().known(SEVEN)).contains(new Known(ROW, new Marks(Set.of(Flag.SEEN), new ModSeq(9))));
    }

    @Test
    void keepsItOverARestart() {
        keep(SEVEN);

        reopen();

        assertThat(inbox().known(SEVEN)).isPresent();
    }

    @Test
    void followsFlagsAndRemovals() {
        keep(SEVEN);
        var message = new MessageRef(MailboxName.INBOX, LIFE, SEVEN);

        cache.flagsChanged(ROBIN, List.of(message), Set.of(Flag.FLAGGED), Set.of(Flag.SEEN));
        var flags = inbox().known(SEVEN).orElseThrow().marks().flags();
        cache.removed(ROBIN, List.of(message));

        assertThat(flags).containsExactly(Flag.FLAGGED);
        assertThat(inbox().known(SEVEN)).isEmpty();
    }

    @Test
    void whatIsToldOfFlagsRenewsWhatIsKnownAndAddsNothing() {
        keep(SEVEN);
        var eight = new Uid(8);
        var flagged = new Marks(Set.of(Flag.FLAGGED), new ModSeq(10));

        cache.flagsTold(ROBIN, MailboxName.INBOX, LIFE, Map.of(SEVEN, flagged, eight, flagged));
        cache.flagsTold(ROBIN, MailboxName.INBOX, LIFE, Map.of(SEVEN, new Marks(Set.of(), new ModSeq(9))));
        inbox().keep(Map.of(eight, ROW));

        assertThat(inbox().known(SEVEN)).contains(new Known(ROW, flagged));
        assertThat(inbox().known(eight)).isEmpty();
    }

    @Test
    void doubtLeavesTheRowsAndDropsTheFlags() {
        keep(SEVEN);

        cache.doubt(ROBIN, MailboxName.INBOX);

        assertThat(inbox().known(SEVEN)).isEmpty();
        assertThat(inbox().rows(List.of(SEVEN))).containsOnlyKeys(SEVEN);
    }

    @Test
    void aRemovedMailboxLeavesNothing() {
        keep(SEVEN);

        cache.removed(ROBIN, MailboxName.INBOX);

        assertThat(inbox().rows(List.of(SEVEN))).isEmpty();
    }

    @Test
    void aNewLifeOfAMailboxDropsThatMailboxOnly() {
        keep(SEVEN);
        var archive = cache.of(ROBIN, new MailboxName("Archive"), LIFE);
        archive.enter(0);
        archive.keep(Map.of(SEVEN, ROW));

        cache.of(ROBIN, MailboxName.INBOX, new UidValidity(2)).enter(0);

        assertThat(inbox().rows(List.of(SEVEN))).isEmpty();
        assertThat(archive.rows(List.of(SEVEN))).containsOnlyKeys(SEVEN);
    }

    @Test
    void nobodySeesTheRowsOfAnother() {
        keep(SEVEN);
        var other = cache.of(AccountId.random(), MailboxName.INBOX, LIFE);
        other.enter(0);

        assertThat(other.rows(List.of(SEVEN))).isEmpty();
    }

    @Test
    void aVersionThatGoesBackwardsBeginsANewEra() {
        inbox().enter(100);

        var entered = inbox().enter(60);

        assertThat(entered.modSeq()).isEqualTo(100);
        assertThat(entered.era()).isEqualTo(1);
        assertThat(inbox().enter(100).era()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreRowsOfAnAccountThanAllowed() {
        inbox().enter(0);

        for (int uid = 1; uid <= 30; uid++) {
            inbox().keep(Map.of(new Uid(uid), ROW));
        }

        assertThat(inbox().uids()).hasSizeLessThanOrEqualTo(10).contains(new Uid(30));
    }

    @Test
    void whatIsUnreadableIsMadeAnew() throws IOException {
        cache.destroy();
        Files.writeString(
                file(), "this is no database, and never was one; but it is long enough to look at".repeat(99));

        cache = new RowCache(new CacheSettings(true, 10, file()));
        keep(SEVEN);

        assertThat(inbox().known(SEVEN)).isPresent();
    }

    @Test
    void whatIsOfAnotherVersionIsMadeAnew() throws SQLException {
        keep(SEVEN);
        cache.destroy();
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = database.createStatement()) {
            statement.execute("PRAGMA user_version=" + (CacheFile.VERSION + 1));
        }

        cache = new RowCache(new CacheSettings(true, 10, file()));
        inbox().enter(0);

        assertThat(inbox().known(SEVEN)).isEmpty();
    }

    @Test
    void aFileThatCannotBeMadeIsDoneWithout() {
        cache.destroy();

        cache = new RowCache(new CacheSettings(true, 10, directory.resolve("no/such/place/cache.db")));
        keep(SEVEN);

        assertThat(inbox().known(SEVEN)).isEmpty();
    }

    @Test
    void remembersNothingWhereItIsSwitchedOff() {
        cache.destroy();

        cache = new RowCache(new CacheSettings(false, 10, file()));
        keep(SEVEN);

        assertThat(inbox().known(SEVEN)).isEmpty();
    }

    @Test
    void remembersAnOrderForOneVersionOnly() {
        inbox().enter(0);
        var order = new long[] {9, 8, 7, 3, 4, 5, 100_000, 1};

        inbox().keepOrder("subject", "1.5", order);

        assertThat(inbox().order("subject", "1.5"))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(order));
        assertThat(inbox().order("subject", "1.6")).isEmpty();
    }

    @Test
    void aMillionUidsInARowTakeAHandfulOfOctets() {
        var uids = new long[1_000_000];
        for (int index = 0; index < uids.length; index++) {
            uids[index] = index + 1L;
        }

        var octets = UidRuns.encode(uids);

        assertThat(octets.length).isLessThan(10);
        assertThat(UidRuns.decode(octets)).isEqualTo(uids);
    }

    private void keep(Uid uid) {
        inbox().enter(0);
        inbox().keep(Map.of(uid, ROW));
        inbox().mark(Map.of(uid, new Marks(Set.of(Flag.SEEN), new ModSeq(9))));
    }

    private MailboxRows inbox() {
        return cache.of(ROBIN, MailboxName.INBOX, LIFE);
    }

    private void reopen() {
        cache.destroy();
        cache = new RowCache(new CacheSettings(true, 10, file()));
    }

    private Path file() {
        return directory.resolve("cache.db");
    }
}
