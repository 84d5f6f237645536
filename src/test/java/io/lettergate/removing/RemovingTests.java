package io.lettergate.removing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Accounts that are linked, collected from a Dovecot, and removed again, with all real parts. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RemovingTests {

    private static final Password PASSWORD = new Password(DovecotServer.PASSWORD);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DovecotServer dovecot = DovecotServer.shared();
    private final Removing removing;
    private final Accounts accounts;
    private final Linking linking;
    private final Collecting collecting;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Exporting exporting;
    private final Operations operations;
    private final JdbcClient database;
    private final Path store;

    private Account robin;
    private String second;

    RemovingTests(
            Removing removing,
            Accounts accounts,
            Linking linking,
            Collecting collecting,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Exporting exporting,
            Operations operations,
            JdbcClient database,
            @Value("${lettergate.store.directory}") Path store) {
        this.removing = removing;
        this.accounts = accounts;
        this.linking = linking;
        this.collecting = collecting;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.exporting = exporting;
        this.operations = operations;
        this.database = database;
        this.store = store;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        registry.add("lettergate.domains[0].name", () -> "vale.example");
        for (var protocol : List.of("imap", "pop3")) {
            registry.add("lettergate.domains[0]." + protocol + ".host", () -> "127.0.0.1");
            registry.add("lettergate.domains[0]." + protocol + ".encryption", () -> "NONE");
        }
        registry.add(
                "lettergate.domains[0].imap.port", () -> DovecotServer.shared().imapPort());
        registry.add(
                "lettergate.domains[0].pop3.port", () -> DovecotServer.shared().pop3Port());
    }

    @BeforeEach
    void arrive() {
        robin = accounts.signIn(dovecot.freshUser(), PASSWORD);
        second = dovecot.freshUser();
        deliver("Boats");
        deliver("Nets");
    }

    @Test
    void nothingSpeaksOfAnErasedAccountAndLinkedAgainItIsCollectedAnewOnce() throws IOException {
        var account = collected(2);
        changes.assign(account, changes.create(account, null, "Old", null), MailboxRole.ARCHIVE);
        assertThat(rows(account.id())).contains("ledger", "store_message", "vault_secret", "mailbox_role", "event");
        assertThat(store.resolve("accounts").resolve(account.id().toString())).exists();

        removing.erase(account);

        assertThat(rows(account.id())).isEmpty();
        assertThat(words()).isEqualTo(messages());
        assertThat(store.resolve("accounts").resolve(account.id().toString())).doesNotExist();
        assertThat(accounts.of(robin.id())).containsExactly(robin);
        assertThat(collected(2).id()).isNotEqualTo(account.id());
    }

    @Test
    void aRestingAccountIsReadButNotCollectedUntilItHasAPasswordAgain() {
        var account = collected(2);

        removing.keep(account);
        deliver("Ropes");

        assertThat(accounts.isResting(account)).isTrue();
        assertThat(inbox(account).messages()).isEqualTo(2);
        assertThat(collecting.standing(account).nextAt()).isNull();
        assertThat(collecting.standing(account).running()).isNull();
        assertThat(collecting.look(account).found()).isEqualTo(2);
        linking.changePassword(account, PASSWORD);
        awaitCopies(account, 3);
        assertThat(accounts.isResting(account)).isFalse();
    }

    @Test
    void anAccountGoesOnceItIsSavedAndItsFileCanStillBeHad() throws IOException {
        var account = collected(2);

        var export = removing.export(robin.id(), account);
        await().atMost(PATIENCE).until(() -> accounts.find(account.id()).isEmpty());

        var done = operations.require(List.of(robin.id()), export.id().toString());
        try (var saved = new ZipFile(exporting.file(done).orElseThrow().file().toFile())) {
            assertThat(saved.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.endsWith("Boats.eml"))
                    .anyMatch(name -> name.endsWith("Nets.eml"))
                    .hasSize(2);
        }
        assertThat(rows(account.id())).containsExactly("operation");
    }

    @Test
    void anAccountStaysWhereItsExportIsStopped() {
        var account = collected(2);

        var export = removing.export(robin.id(), account);
        operations.cancel(export);

        await().atMost(PATIENCE).until(() -> !removing.isPending(export));
        await().atMost(PATIENCE)
                .until(() -> operations
                        .require(List.of(robin.id()), export.id().toString())
                        .isOver());
        if (operations.require(List.of(robin.id()), export.id().toString()).state() == Operation.State.CANCELLED) {
            assertThat(accounts.find(account.id())).contains(account);
            assertThat(inbox(account).messages()).isEqualTo(2);
        }
    }

    @Test
    void whatWasSavedJustBeforeStaysForItsDayAndWhatWasCopiedIsForgotten() {
        var account = collected(2);
        var export = exporting.start(robin.id(), account, null, Format.ZIP);
        await().atMost(PATIENCE)
                .until(() -> exporting
                        .file(operations.require(
                                List.of(robin.id()), export.id().toString()))
                        .isPresent());
        database.sql("""
                        INSERT INTO target_mailbox (account, mailbox, validity, uid) VALUES (?, 'INBOX', 1, 1)""").param(account.id().toString()).update();

        removing.erase(account);

        assertThat(exporting.file(
                        operations.require(List.of(robin.id()), export.id().toString())))
                .isPresent();
        assertThat(rows(account.id())).containsExactly("operation");
    }

    @Test
    void anAccountThatIsReadInPlaceIsUnlinkedAndItsServerKeepsAll() {
        var access = new Access(Protocol.IMAP, robin.incoming(), second);
        var account = linking.link(robin, second, access, PASSWORD);
        assertThat(inbox(account).messages()).isEqualTo(2);

        removing.erase(account);

        assertThat(rows(account.id())).isEmpty();
        assertThat(inbox(linking.link(robin, second, access, PASSWORD)).messages())
                .isEqualTo(2);
    }

    @Test
    void theAccountToSignInWithCanNeitherRestNorBeSavedAndGoesLast() {
        var account = collected(2);

        assertThatThrownBy(() -> removing.erase(robin)).isInstanceOf(MailFailure.AccountNeeded.class);
        assertThatThrownBy(() -> removing.export(robin.id(), robin)).isInstanceOf(MailFailure.AccountNeeded.class);
        assertThatThrownBy(() -> removing.keep(robin)).isInstanceOf(MailFailure.CapabilityMissing.class);
        removing.erase(account);
        removing.erase(robin);

        assertThat(accounts.find(robin.id())).isEmpty();
        assertThat(rows(robin.id())).isSubsetOf("event");
    }

    private Account collected(int messages) {
        var server = new Endpoint("127.0.0.1", dovecot.pop3Port(), Endpoint.Encryption.NONE);
        var account = linking.link(robin, second, new Access(Protocol.POP3, server, second), PASSWORD);
        awaitCopies(account, messages);
        assertThat(inbox(account).messages()).isEqualTo(messages);
        return account;
    }

    private void awaitCopies(Account account, int messages) {
        await().atMost(PATIENCE)
                .until(() -> collecting.ledger(account, LedgerPage.Filter.ALL, null, 10).rows().stream()
                                .filter(row -> row.state() == LedgerRow.State.ON_SERVER)
                                .count()
                        == messages);
    }

    private Mailbox inbox(Account account) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.name().value().equals("INBOX"))
                .findFirst()
                .orElseThrow();
    }

    /**
     * All tables with a row in which this account stands in any column, but for the note that its journal is to go, and for
     * the log of what was done.
     */
    private List<String> rows(AccountId account) {
        var found = new ArrayList<String>();
        for (var table : tables()) {
            for (var column : columns(table)) {
                var count = database.sql("SELECT COUNT(*) FROM " + table + " WHERE \"" + column + "\" = ?")
                        .param(account.toString())
                        .query(Long.class)
                        .single();
                if (count > 0 && !found.contains(table)) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    private List<String> tables() {
        return database.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'store_words%'"
                        + " AND name NOT IN ('store_removed_account', 'audit')")
                .query(String.class)
                .list();
    }

    private List<String> columns(String table) {
        return database.sql("SELECT name FROM pragma_table_info(?)")
                .param(table)
                .query(String.class)
                .list();
    }

    private long words() {
        return database.sql("SELECT COUNT(*) FROM store_words")
                .query(Long.class)
                .single();
    }

    private long messages() {
        return database.sql("SELECT COUNT(*) FROM store_message")
                .query(Long.class)
                .single();
    }

    private void deliver(String subject) {
        dovecot.deliver(
                second,
                ("From: ada@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + second
                                + ">\r\n\r\nHello.\r\n")
                        .getBytes(US_ASCII));
    }
}
