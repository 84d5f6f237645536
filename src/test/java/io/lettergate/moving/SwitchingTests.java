package io.lettergate.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettergate.CuttingProxy;
import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.Look;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import io.lettergate.operations.spi.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.util.StringUtils;

/** A switch at a real server that speaks both, the way to which by IMAP breaks where a test wants it. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SwitchingTests {

    private static final Instant MAY = Instant.parse("2022-05-01T10:00:00Z");
    private static final Password PASSWORD = new Password(DovecotServer.PASSWORD);
    private static CuttingProxy proxy;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final Switching switching;
    private final SwitchWork work;
    private final Operations operations;
    private final Accounts accounts;
    private final Linking linking;
    private final Collecting collecting;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;
    private final Path store;

    private String user;
    private Account robin;
    private Account here;

    SwitchingTests(
            Switching switching,
            SwitchWork work,
            Operations operations,
            Accounts accounts,
            Linking linking,
            Collecting collecting,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Messages messages,
            @Value("${lettergate.store.directory}") Path store) {
        this.store = store;
        this.switching = switching;
        this.work = work;
        this.operations = operations;
        this.accounts = accounts;
        this.linking = linking;
        this.collecting = collecting;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        proxy = CuttingProxy.before(DovecotServer.shared());
        Served.by(registry, 0, "vale.example", proxy.port(), "NONE");
        registry.add("lettergate.domains[0].pop3.host", () -> "127.0.0.1");
        registry.add(
                "lettergate.domains[0].pop3.port", () -> DovecotServer.shared().pop3Port());
        registry.add("lettergate.domains[0].pop3.encryption", () -> "NONE");
    }

    @AfterAll
    static void close() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void collect() {
        robin = accounts.signIn(dovecot.freshUser(), PASSWORD);
        user = dovecot.freshUser();
        for (var subject : List.of("Boats", "Nets", "Knots", "Gone")) {
            dovecot.deliver(user, letter(subject));
        }
        var pop3 = new Access(
                Protocol.POP3, new Endpoint("127.0.0.1", dovecot.pop3Port(), Endpoint.Encryption.NONE), user);
        here = linking.link(robin, user, pop3, PASSWORD);
        await().atMost(Duration.ofSeconds(30)).until(() -> collected() == 4);
        file(here, withRole(here, MailboxRole.SENT), "Answer", MAY, Flag.SEEN);
        messages.move(here, List.of(ref(here, MailboxRole.INBOX, "Knots")), changes.create(here, null, "Work", null));
        messages.flag(
                here, List.of(ref(here, MailboxRole.INBOX, "Boats")), Set.of(Flag.SEEN, new Flag("harbour")), Set.of());
        messages.delete(there(), List.of(ref(there(), MailboxRole.INBOX, "Gone")));
    }

    @Test
    void findsWhatIsThereAndUploadsTheRest() {
        var done = switched();

        assertThat(done.state()).as(done.message()).isEqualTo(Operation.State.DONE);
        assertThat(done.details()).contains("\"copied\":2", "\"there\":3", "\"failed\":0");
        assertSwitched();
    }

    @Test
    void setsTheMarksThatItHasHereAndKeepsDates() {
        switched();

        var boats = row(there(), MailboxRole.INBOX, "Boats");
        assertThat(boats.flags()).contains(Flag.SEEN, new Flag("harbour"));
        var answer = row(there(), MailboxRole.SENT, "Answer");
        assertThat(answer.receivedAt()).isEqualTo(MAY);
        assertThat(answer.flags()).contains(Flag.SEEN);
    }

    @Test
    void removesNothingHere() {
        switched();

        assertThat(subjects(here, "INBOX")).containsExactlyInAnyOrder("Boats", "Nets", "Gone");
        assertThat(subjects(here, "Work")).containsExactly("Knots");
    }

    @Test
    void aPlanSaysWhatStaysWhereAndChangesNothing() {
        var plan = switching.plan(here);

        assertThat(plan.server().incoming().port()).isEqualTo(proxy.port());
        assertThat(plan.staying() + plan.uploaded()).isEqualTo(5);
        assertThat(plan.uploaded()).isGreaterThanOrEqualTo(1);
        assertThat(plan.uploadedOctets()).isPositive();
        assertThat(plan.sentences()).hasSize(3).last().asString().contains("Nothing is removed on either side");
        assertThat(plan.lines()).anyMatch(line -> line.source().equals("Work") && line.isNew());
        assertThat(mailboxes.all(there())).noneMatch(mailbox -> mailbox.label().equals("Work"));
        assertThat(accounts.find(here.id())).contains(here);
    }

    @Test
    void nobodyLooksWhileItRuns() {
        switching.begin(robin.id(), here);
        var operation = operations.latest(here.id(), SwitchWork.KIND).orElseThrow();
        var over = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> operations.require(
                                List.of(robin.id()), operation.id().toString()),
                        Operation::isOver);

        var last = collecting.looks(here, 100).getFirst();

        assertThat(last.startedAt()).isBefore(over.createdAt().plusSeconds(1));
        assertThat(accounts.collected()).noneMatch(account -> account.id().equals(here.id()));
    }

    /** Stops at each step in turn, as a node that dies does, and begins again until it is done. */
    @Test
    void oneThatWasCutShortAtAnyStepDoublesNothing() {
        var access = switching.plan(here).server();
        var route = new Route(here, access.of(here.id(), here.address()));

        var steps = 0;
        while (hasDied(route, access, steps)) {
            steps++;
        }

        assertThat(steps).isBetween(20, 200);
        assertSwitched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPEND", "UID MOVE", "UID STORE"})
    void anUncertainStepDoublesNothing(String command) {
        proxy.cutAfter(command);

        var done = switched();

        assertThat(done.state()).as(done.message()).isEqualTo(Operation.State.DONE);
        assertSwitched();
    }

    @Test
    void whatGoesFromTheServerAfterItWasFoundIsUploaded() {
        var access = switching.plan(here).server();
        var route = new Route(here, access.of(here.id(), here.address()));
        assertThatThrownBy(() -> work.run(here, route, access, Dying.after(6))).isInstanceOf(Progress.Ended.class);
        var nets = rows(there(), "INBOX").stream()
                .filter(row -> row.envelope().subject().equals("Nets"))
                .map(MessageSummary::ref)
                .toList();

        messages.delete(there(), nets);
        switched();

        assertSwitched();
    }

    @Test
    void oneWithAMessageThatCannotBeCarriedOverLeavesTheAccountAsItIs() throws IOException {
        file(here, withRole(here, MailboxRole.SENT), "Broken", MAY);
        Files.delete(fileWith("Subject: Broken"));

        var failed = switched();

        assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
        assertThat(failed.message())
                .isEqualTo("1 message could not be carried over, so the account stays as it was."
                        + " Nothing was removed on either side.");
        assertThat(failed.details()).contains("\"subject\":\"Broken\"");
        assertThat(accounts.find(here.id())).contains(here);
        assertThat(collecting.look(here).state()).isNotEqualTo(Look.State.FAILED);
    }

    private Path fileWith(String words) throws IOException {
        try (var files = Files.walk(store)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> holds(file, words) && holds(file, user))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void anImapAccountIsNotSwitched() {
        assertThatThrownBy(() -> switching.plan(robin)).isInstanceOf(MailFailure.CapabilityMissing.class);
        assertThatThrownBy(() -> switching.begin(robin.id(), robin)).isInstanceOf(MailFailure.CapabilityMissing.class);
    }

    private boolean hasDied(Route route, Access access, int steps) {
        try {
            work.run(accounts.find(here.id()).orElseThrow(), route, access, Dying.after(steps));
            return false;
        } catch (Progress.Ended | MailFailure.AccountBusy died) {
            return true;
        }
    }

    private void assertSwitched() {
        var account = accounts.find(here.id()).orElseThrow();
        assertThat(account.protocol()).isEqualTo(Protocol.IMAP);
        assertThat(subjects(account, "INBOX")).containsExactlyInAnyOrder("Boats", "Nets", "Gone");
        assertThat(subjects(account, "Work")).containsExactly("Knots");
        assertThat(rows(account, withRole(account, MailboxRole.SENT)))
                .extracting(row -> row.envelope().subject())
                .containsExactly("Answer");
    }

    private Operation switched() {
        var begun = switching.begin(robin.id(), here);
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> operations.require(List.of(robin.id()), begun.id().toString()), Operation::isOver);
    }

    /** The same mailbox by IMAP. */
    private Account there() {
        return new Account(
                here.id(),
                user,
                user,
                Protocol.IMAP,
                new Endpoint("127.0.0.1", proxy.port(), Endpoint.Encryption.NONE));
    }

    private long collected() {
        return collecting.ledger(here, LedgerPage.Filter.ALL, null, 10).rows().stream()
                .filter(row -> row.message() != null)
                .count();
    }

    private MessageRef file(Account account, Mailbox mailbox, String subject, Instant received, Flag... flags) {
        return messages.file(account, mailbox, new ByteArrayInputStream(letter(subject)), Set.of(flags), received)
                .orElseThrow();
    }

    private byte[] letter(String subject) {
        return ("From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + user
                        + ">\r\n\r\nAt noon.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Mailbox withRole(Account account, MailboxRole role) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.is(role))
                .findFirst()
                .orElseGet(() -> changes.create(account, null, StringUtils.capitalize(role.word()), role));
    }

    private MessageRef ref(Account account, MailboxRole role, String subject) {
        return row(account, role, subject).ref();
    }

    private MessageSummary row(Account account, MailboxRole role, String subject) {
        return rows(account, withRole(account, role)).stream()
                .filter(row -> row.envelope().subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(Account account, String name) {
        return rows(account, name).stream().map(row -> row.envelope().subject()).toList();
    }

    private List<MessageSummary> rows(Account account, String name) {
        var mailbox = mailboxes.all(account).stream()
                .filter(candidate -> candidate.name().value().equals(name))
                .findFirst()
                .orElseThrow();
        return rows(account, mailbox);
    }

    private List<MessageSummary> rows(Account account, Mailbox mailbox) {
        return messages.list(account, mailbox, MessageQuery.newest(50)).messages();
    }
}
