package io.lettergate.store;

import static io.lettergate.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.store.Intake.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexingTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");

    @TempDir
    Path directory;

    private StoreFixture store;
    private Account account;
    private int databases;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory, directory.resolve("0.db"));
        account = store.account("robin@vale.example");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void bringsEverythingBackFromTheFiles() throws IOException {
        var before = manyThings();

        loseTheDatabase();
        var report = store.bean(Reindexing.class).run();

        assertThat(report.lost()).isZero();
        assertThat(report.sentences()).singleElement().asString().contains("robin@vale.example is back");
        assertThat(everything()).isEqualTo(before);
        assertThat(found("harbour")).containsExactly("four", "one");
        assertThat(store.database()
                        .sql("SELECT address FROM account WHERE id = ?")
                        .param(account.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo("robin@vale.example");
    }

    @Test
    void bringsEverythingBackFromASnapshotToo() throws IOException {
        var before = manyThings();
        store.bean(Snapshots.class).write(account.id());
        var snapshots = store.bean(Journal.class).files(account.id());

        loseTheDatabase();
        store.bean(Reindexing.class).run();

        assertThat(snapshots).singleElement().matches(Replay::isSnapshot);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatHappensAfterASnapshotCountsToo() throws IOException {
        manyThings();
        store.bean(Snapshots.class).write(account.id());
        during(session -> session.flag(List.of(rows(ARCHIVE).getFirst().ref()), Set.of(Flag.FLAGGED), Set.of()));
        during(session ->
                session.delete(List.of(rows(MailboxName.INBOX).getFirst().ref())));
        var before = everything();

        loseTheDatabase();
        store.bean(Reindexing.class).run();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void doingItTwiceChangesNothing() throws IOException {
        manyThings();
        loseTheDatabase();
        store.bean(Reindexing.class).run();
        var once = everything();

        var report = store.bean(Reindexing.class).run();

        assertThat(report.messages()).isZero();
        assertThat(report.sentences()).singleElement().asString().contains("in the database already");
        assertThat(everything()).isEqualTo(once);
    }

    @Test
    void whatWasCollectedIsNotCollectedAgain() throws IOException {
        var kept = store.keep(account, message("one"), message("two"));
        during(session ->
                session.delete(List.of(rows(MailboxName.INBOX).getFirst().ref())));
        loseTheDatabase();
        store.bean(Reindexing.class).run();

        var again = store.keep(account, message("one"), message("two"));

        assertThat(again).extracting(Kept::again).containsExactly(true, true);
        assertThat(again)
                .extracting(Kept::copy)
                .isEqualTo(kept.stream().map(Kept::copy).toList());
        assertThat(rows(MailboxName.INBOX)).hasSize(1);
        var remembered = new ArrayList<CopyId>();
        store.bean(Recollection.class).of(account, collected -> remembered.add(collected.copy()));
        assertThat(remembered).isEqualTo(kept.stream().map(Kept::copy).toList());
    }

    @Test
    void tellsWhatIsMissingOrDamaged() throws IOException {
        var kept = store.keep(account, message("one"), message("two"), message("three"));
        var files = store.bean(MessageFiles.class);
        Files.delete(files.of(kept.get(0).digest()));
        Files.writeString(files.of(kept.get(1).digest()), "damaged");
        loseTheDatabase();

        var report = store.bean(Reindexing.class).run();

        assertThat(report.lost()).isEqualTo(2);
        assertThat(String.join("\n", report.sentences()))
                .contains(kept.get(0).digest().hex(), kept.get(1).digest().hex());
        assertThat(subjects(MailboxName.INBOX)).containsExactly("three");
        assertThat(store.keep(account, message("one")).getFirst().again()).isFalse();
    }

    @Test
    void aTornLineIsPassedOver() throws IOException {
        store.keep(account, message("one"));
        var journal = store.bean(Journal.class).files(account.id()).getLast();
        Files.writeString(journal, "{\"is\":\"stored\",\"mod", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        loseTheDatabase();

        var report = store.bean(Reindexing.class).run();

        assertThat(report.sentences()).singleElement().asString().contains("1 torn lines");
        assertThat(subjects(MailboxName.INBOX)).containsExactly("one");
    }

    @Test
    void whatWasWrittenDownButNotCommittedIsThereOnce() throws IOException {
        store.keep(account, message("one"));
        var journal = store.bean(Journal.class).files(account.id()).getLast();
        var lines = Files.readAllLines(journal);
        var uncommitted = lines.getLast().replace("\"number\":1,", "\"number\":7,");
        Files.write(journal, lines.subList(0, lines.size() - 1));
        Files.writeString(journal, uncommitted + "\n" + lines.getLast() + "\n", StandardOpenOption.APPEND);
        loseTheDatabase();

        store.bean(Reindexing.class).run();

        assertThat(subjects(MailboxName.INBOX)).containsExactly("one");
    }

    @Test
    void newMailComesAfterwardsAsEver() throws IOException {
        manyThings();
        loseTheDatabase();
        store.bean(Reindexing.class).run();
        var highest = rows(MailboxName.INBOX).getFirst().ref().uid();

        store.keep(account, List.of(store.arrival(message("new"), "new", 0)), kept -> {});

        assertThat(subjects(MailboxName.INBOX).getFirst()).isEqualTo("new");
        assertThat(rows(MailboxName.INBOX).getFirst().ref().uid()).isGreaterThan(highest);
    }

    @Test
    void aUidOfAMessageThatWasRemovedIsNotGivenOutAgain() throws IOException {
        store.keep(account, message("one"), message("two"), message("three"));
        var last = rows(MailboxName.INBOX).getFirst().ref();
        during(session -> session.move(List.of(last), ARCHIVE));
        loseTheDatabase();
        store.bean(Reindexing.class).run();

        store.keep(account, List.of(store.arrival(message("new"), "new", 0)), kept -> {});

        assertThat(rows(MailboxName.INBOX).getFirst().ref().uid().value())
                .isGreaterThan(last.uid().value());
    }

    @Test
    void theNumberOfAMessageThatWasRemovedIsNotGivenOutAgain() throws IOException {
        var kept = store.keep(account, message("one"), message("two"));
        during(session ->
                session.delete(List.of(rows(MailboxName.INBOX).getFirst().ref())));
        loseTheDatabase();
        store.bean(Reindexing.class).run();

        var next = store.keep(account, List.of(store.arrival(message("new"), "new", 0)), none -> {});

        assertThat(next.getFirst().copy()).isNotIn(kept.stream().map(Kept::copy).toList());
    }

    @Test
    void aFolderThatWasMadeAgainIsThereBesideTheOneWhoseEndWasNotWrittenDown() throws IOException {
        var boats = new MailboxName("Boats");
        during(session -> session.create(boats, null));
        during(session -> session.remove(boats));
        during(session -> session.create(boats, null));
        store.keep(account, message("one"));
        during(session ->
                session.move(List.of(rows(MailboxName.INBOX).getFirst().ref()), boats));
        dropLines("mailbox-gone");
        loseTheDatabase();

        store.bean(Reindexing.class).run();

        assertThat(everything().keySet())
                .filteredOn(name -> name.startsWith("Boats"))
                .hasSize(2);
        assertThat(everything().values()).filteredOn(lines -> !lines.isEmpty()).hasSize(1);
    }

    @Test
    void thereIsAnInboxEvenIfTheJournalSpeaksOfNone() throws IOException {
        store.keep(account, message("one"));
        dropLines("mailbox");
        loseTheDatabase();

        store.bean(Reindexing.class).run();
        store.keep(account, List.of(store.arrival(message("new"), "new", 0)), kept -> {});

        assertThat(subjects(MailboxName.INBOX)).containsExactly("new");
        assertThat(found("one")).containsExactly("one");
    }

    @Test
    void twoMessagesOfOneContentAreBothThereAfterACrashBetweenThem() throws IOException {
        store.keep(account, List.of(store.arrival(message("same"), "first", 0)), kept -> {});
        var journal = store.bean(Journal.class).files(account.id()).getLast();
        var lines = Files.readAllLines(journal);
        var uncommitted = lines.getLast().replace("\"first\"", "\"second\"");
        Files.write(journal, lines.subList(0, lines.size() - 1));
        Files.writeString(journal, uncommitted + "\n" + lines.getLast() + "\n", StandardOpenOption.APPEND);
        store.keep(account, List.of(store.arrival(message("same"), "second", 0)), kept -> {});
        loseTheDatabase();

        store.bean(Reindexing.class).run();

        assertThat(subjects(MailboxName.INBOX)).containsExactly("same", "same");
    }

    @Test
    void whatTheJournalMissedIsWrittenDownSoon() throws IOException {
        store.keep(account, message("one"));
        var folder = store.bean(Journal.class).of(account.id());
        var aside = folder.resolveSibling("aside");
        Files.move(folder, aside);
        Files.writeString(folder, "in the way");
        during(session ->
                session.move(List.of(rows(MailboxName.INBOX).getFirst().ref()), ARCHIVE));
        Files.delete(folder);
        Files.move(aside, folder);

        store.bean(Sweeping.class).tidy();
        loseTheDatabase();
        store.bean(Reindexing.class).run();

        assertThat(subjects(ARCHIVE)).containsExactly("one");
        assertThat(subjects(MailboxName.INBOX)).isEmpty();
    }

    @Test
    void aRemovedAccountDoesNotComeBackEvenIfTheProcessDiedThen() throws IOException {
        store.keep(account, message("one"));
        var removed = new AccountRemoved(account.id(), account.id());
        store.database().sql("DELETE FROM account").update();
        store.bean(RemovedAccounts.class).note(removed);

        store.bean(Sweeping.class).tidy();

        assertThat(store.bean(Journal.class).of(account.id())).doesNotExist();
        assertThat(store.bean(Reindexing.class).run().messages()).isZero();
    }

    @Test
    void filesStayWhileTheDatabaseIsLostAndTheJournalTorn() throws IOException {
        var kept = store.keep(account, message("one"));
        var file = store.bean(MessageFiles.class).of(kept.getFirst().digest());
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        var journal = store.bean(Journal.class).files(account.id()).getLast();
        Files.writeString(journal, Files.readString(journal).replace("\"is\":\"stored\"", "\"is\":\"st"));
        loseTheDatabase();

        store.bean(Sweeping.class).collectGarbage();

        assertThat(file).exists();
    }

    @Test
    void anAccountThatMovedComesBackWhereItIsNow() throws IOException {
        store.keep(account, message("one"));
        store.database()
                .sql("UPDATE account SET protocol = 'POP3', user_name = 'robin', host = 'pop.new.example', port = 995,"
                        + " encryption = 'TLS'")
                .update();
        store.bean(Changes.class).moved(new AccountMoved(account.id(), account.id()));
        loseTheDatabase();

        store.bean(Reindexing.class).run();

        assertThat(store.database()
                        .sql("SELECT host FROM account")
                        .query(String.class)
                        .single())
                .isEqualTo("pop.new.example");
    }

    @Test
    void aDatabaseFromABackupGivesOutNoVersionThatTheJournalKnows() throws IOException {
        store.keep(account, message("one"));
        store.close();
        Files.copy(directory.resolve("0.db"), directory.resolve("1.db"));
        store = new StoreFixture(directory, directory.resolve("0.db"));
        store.keep(account, message("one"), message("two"));
        var one = rows(MailboxName.INBOX).getLast().ref();
        during(session -> session.flag(List.of(one), Set.of(Flag.FLAGGED), Set.of()));
        var lost = store.bean(Changes.class).modSeq(account.id());
        loseTheDatabase();

        during(session -> session.flag(List.of(one), Set.of(Flag.SEEN), Set.of()));

        assertThat(store.bean(Changes.class).modSeq(account.id())).isGreaterThan(lost);
    }

    @Test
    void tidiesThoughAnAccountIsNotBackYet() throws IOException {
        store.keep(account, message("one"));
        loseTheDatabase();
        store.bean(Journal.class).fallBehind(account.id());

        store.bean(Sweeping.class).tidy();

        assertThat(store.bean(Reindexing.class).run().messages()).isEqualTo(1);
    }

    @Test
    void versionsGoOnAboveAllThatWereGivenOut() throws IOException {
        manyThings();
        var before = store.bean(Changes.class).modSeq(account.id());
        loseTheDatabase();

        store.bean(Reindexing.class).run();

        assertThat(store.bean(Changes.class).modSeq(account.id())).isGreaterThan(before);
    }

    @Test
    void whoeverWasInterruptedBeginsAnew() throws IOException {
        var before = manyThings();
        loseTheDatabase();
        store.bean(Reindexing.class).run();
        store.database().sql("DELETE FROM store_letter").update();
        store.database().sql("DELETE FROM store_mailbox").update();
        store.database().sql("DELETE FROM store_account").update();

        store.bean(Reindexing.class).run();

        assertThat(everything()).isEqualTo(before);
    }

    /** As if a crash had kept them from the disk. */
    private void dropLines(String kind) throws IOException {
        for (var journal : store.bean(Journal.class).files(account.id())) {
            Files.write(
                    journal,
                    Files.readAllLines(journal).stream()
                            .filter(line -> !line.contains("\"is\":\"" + kind + "\""))
                            .toList());
        }
    }

    /** Does all that can be done, and says what is there then. */
    private Map<String, List<String>> manyThings() throws IOException {
        store.keep(
                account,
                message("one", "harbour"),
                message("two"),
                message("three"),
                message("four", "harbour"),
                message("five"));
        var inbox = rows(MailboxName.INBOX);
        during(session -> {
            session.flag(List.of(inbox.get(4).ref()), Set.of(Flag.SEEN, new Flag("work")), Set.of());
            session.flag(List.of(inbox.get(4).ref()), Set.of(Flag.FLAGGED), Set.of(new Flag("work")));
            session.create(new MailboxName("Boats/Old"), null);
            session.move(List.of(inbox.get(4).ref()), ARCHIVE);
            session.copy(List.of(inbox.get(3).ref(), inbox.get(2).ref()), new MailboxName("Boats/Old"));
            session.delete(List.of(inbox.get(2).ref()));
            session.rename(new MailboxName("Boats"), new MailboxName("Ships"));
            session.subscribe(new MailboxName("Ships"), false);
            session.create(new MailboxName("Gone"), null);
            session.remove(new MailboxName("Gone"));
        });
        store.copies().tell(account, "key", "Told", "Once.");
        return everything();
    }

    private void loseTheDatabase() {
        store.close();
        databases++;
        store = new StoreFixture(directory, directory.resolve(databases + ".db"));
    }

    private Map<String, List<String>> everything() {
        return inSession(MailSession::mailboxes).stream()
                .collect(Collectors.toMap(
                        mailbox -> mailbox.name() + " " + mailbox.role() + " " + mailbox.subscribed() + " "
                                + mailbox.messages() + " " + mailbox.unseen() + " "
                                + mailbox.status().uidValidity() + " "
                                + mailbox.status().uidNext(),
                        this::contents));
    }

    private List<String> contents(Mailbox mailbox) {
        return rows(mailbox.name()).stream()
                .map(row -> row.ref().uid() + " " + row.envelope() + row.receivedAt() + row.preview() + " "
                        + FlagText.of(row.flags()) + copies(row))
                .toList();
    }

    private Map<?, CopyId> copies(MessageSummary row) {
        return store.copies().shown(account, List.of(row.ref()));
    }

    private List<String> found(String words) {
        return inSession(MailSession::mailboxes).stream()
                .flatMap(mailbox -> inSession(
                        session -> session.messages(mailbox.name(), new MessageQuery(50, null, Set.of(), words)))
                        .messages()
                        .stream())
                .map(row -> row.envelope().subject())
                .sorted()
                .toList();
    }

    private List<MessageSummary> rows(MailboxName mailbox) {
        return inSession(session -> session.messages(mailbox, MessageQuery.newest(50)))
                .messages();
    }

    private List<String> subjects(MailboxName mailbox) {
        return rows(mailbox).stream().map(row -> row.envelope().subject()).toList();
    }

    private <T> T inSession(Function<MailSession, T> work) {
        return store.bean(StoreConnector.class).inSession(account, work);
    }

    private void during(Consumer<MailSession> work) {
        inSession(session -> {
            work.accept(session);
            return MailboxRole.INBOX;
        });
    }
}
