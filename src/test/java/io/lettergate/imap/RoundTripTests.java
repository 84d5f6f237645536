package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.NewMessage;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many commands the connector sends for what users do, which is what a distant server makes them wait for. */
@Needs(Need.DOVECOT)
class RoundTripTests {

    private static final int LETTERS = 7;

    private RecordingProxy proxy;
    private ConnectorFixture fixture;
    private Account account;
    private MessagePage first;

    private List<String> atFirst;

    @BeforeEach
    void lookIntoTheInbox() throws IOException {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        try (var imap = dovecot.imap(user)) {
            for (int number = 1; number <= LETTERS; number++) {
                imap.append("INBOX", letter(number), Instant.parse("2026-11-20T08:30:00Z"));
            }
        }
        proxy = RecordingProxy.before(dovecot);
        fixture = ConnectorFixture.with();
        account = fixture.account(user, new Endpoint("127.0.0.1", proxy.port(), Encryption.NONE), MailServer.PASSWORD);
        first = page(MessageQuery.newest(3));
        atFirst = proxy.commands();
        proxy.forget();
    }

    @AfterEach
    void leave() throws IOException {
        if (fixture != null) {
            fixture.close();
            proxy.close();
        }
    }

    @Test
    void theFirstVisitSignsInByOneCommandAndEnters() {
        assertCommands(atFirst, "AUTHENTICATE PLAIN", "ID", "SELECT", "FETCH");
    }

    @Test
    void theNewestTakeANoopAndAFetch() {
        page(MessageQuery.newest(3));

        assertCommands("NOOP", "FETCH");
    }

    @Test
    void theNewestTakeASelectWhereSomethingChanged() {
        inSession(session -> {
            session.flag(List.of(newest()), Set.of(Flag.FLAGGED), Set.of());
            return true;
        });
        proxy.forget();

        var changed = page(MessageQuery.newest(3));

        assertThat(changed.messages().getFirst().isFlagged()).isTrue();
        assertCommands("SELECT", "FETCH");
    }

    @Test
    void whatIsKnownIsAskedForItsFlagsOnly() {
        page(MessageQuery.newest(3));

        assertThat(proxy.commands().getLast()).endsWith("(UID FLAGS MODSEQ)");
    }

    @Test
    void newMailTakesNoMore() throws IOException {
        try (var imap = DovecotServer.shared().imap(account.userName())) {
            imap.append("INBOX", letter(8), Instant.parse("2026-11-20T08:30:00Z"));
        }

        var now = page(MessageQuery.newest(3));

        assertThat(now.messages().getFirst().envelope().subject()).isEqualTo("letter 8");
        assertCommands("NOOP", "FETCH");
    }

    @Test
    void aPageThatIsStillTheSameTakesOne() {
        var same = inSession(session -> session.messages(
                MailboxName.INBOX, MessageQuery.newest(3), version -> version.equals(first.version())));

        assertThat(same).isEmpty();
        assertCommands("NOOP");
    }

    @Test
    void openingAgainWhatWasOpenedTakesNone() {
        fixture.messages().open(account, newest());
        proxy.forget();

        var message = fixture.messages().open(account, newest());

        assertThat(message.text(message.textBody().getFirst()).words()).startsWith("Some words.");
        assertCommands();
    }

    @Test
    void openingAgainShowsFlagsThatWereSetHere() {
        fixture.messages().open(account, newest());
        fixture.messages().flag(account, List.of(newest()), Set.of(Flag.SEEN), Set.of());
        proxy.forget();

        var message = fixture.messages().open(account, newest());

        assertThat(message.summary().isUnread()).isFalse();
        assertCommands();
    }

    @Test
    void oneRowTakesOne() {
        fixture.messages().summary(account, newest());

        assertCommands("UID FETCH");
    }

    @Test
    void theSecondPageOfASearchTakesNoOtherSearch() {
        var found = page(new MessageQuery(3, null, Set.of(), "words"));
        proxy.forget();

        var second = page(new MessageQuery(3, found.older(), Set.of(), "words"));

        assertThat(second.messages()).hasSize(3);
        assertCommands("NOOP", "UID FETCH");
    }

    @Test
    void theNextPageTakesOneMore() {
        var second = page(new MessageQuery(3, first.older(), Set.of(), null));

        assertThat(second.messages()).hasSize(3);
        assertCommands("NOOP", "UID FETCH", "FETCH");
    }

    @Test
    void theNextPageTakesNoMoreWhereItsCursorIsGone() {
        inSession(session -> {
            session.delete(List.of(first.messages().getLast().ref()));
            return true;
        });
        proxy.forget();

        var second = page(new MessageQuery(3, first.older(), Set.of(), null));

        assertThat(second.messages()).hasSize(3);
        assertCommands("SELECT", "UID FETCH", "FETCH");
    }

    @Test
    void theUnreadTakeASearchAndAFetch() {
        page(new MessageQuery(3, null, Set.of(MessageQuery.Filter.UNREAD), null));

        assertCommands("NOOP", "UID SEARCH", "UID FETCH");
    }

    @Test
    void aMailboxNotYetEnteredTakesASelect() {
        inSession(session -> session.messages(new MailboxName("Archive"), MessageQuery.newest(3)));

        assertCommands("SELECT");
    }

    @Test
    void flaggingTakesOne() {
        inSession(session -> {
            session.flag(List.of(newest()), Set.of(Flag.SEEN), Set.of());
            return true;
        });

        assertCommands("UID STORE");
    }

    @Test
    void openingTakesOneForTheMessageAndOneForItsText() {
        inSession(session -> {
            session.message(newest());
            return session.parts(newest(), List.of(new PartNumber("1")), 1000);
        });

        assertCommands("UID FETCH", "UID FETCH");
    }

    @Test
    void theMailboxesTakeOneListWithTheirCounts() {
        inSession(MailSession::mailboxes);
        var firstTime = proxy.commands();
        proxy.forget();
        inSession(MailSession::mailboxes);

        assertCommands(firstTime, "NAMESPACE", "LIST");
        assertCommands("LIST");
    }

    @Test
    void aPieceOfAPartTakesOne() {
        inSession(session -> session.pour(
                Section.encoded(newest(), new PartNumber("1")), Stretch.of(0, 1000), (offset, octets) -> {}));

        assertCommands("UID FETCH");
    }

    @Test
    void movingTakesOne() {
        inSession(session -> session.move(List.of(newest()), new MailboxName("Archive")));

        assertCommands("UID MOVE");
    }

    @Test
    void copyingTakesOne() {
        inSession(session -> session.copy(List.of(newest()), new MailboxName("Archive")));

        assertCommands("UID COPY");
    }

    @Test
    void filingTakesOne() {
        var octets = letter(8);
        var message = new NewMessage(Set.of(), null, octets.length, () -> new ByteArrayInputStream(octets));

        var place = inSession(session -> session.append(new MailboxName("Archive"), message));

        assertThat(place).isNotNull();
        assertCommands("APPEND");
    }

    @Test
    void aMailboxOfAConversationTakesASearchAndWhatItFindsAFetch() {
        var nobody = inSession(session -> session.related(MailboxName.INBOX, Set.of("nobody@example.org"), 200));
        var forNobody = proxy.commands();
        proxy.forget();
        var letters = inSession(session -> session.related(MailboxName.INBOX, Set.of("letter1@example.org"), 200));

        assertThat(nobody).isEmpty();
        assertThat(letters).hasSize(1);
        assertCommands(forNobody, "UID SEARCH");
        assertCommands("UID SEARCH", "UID FETCH");
    }

    @Test
    void aCollapsedListThreadsOnceWhateverIsReadMeanwhile() {
        var collapsed = new MessageQuery(3, null, Set.of(), null, Sort.NEWEST, true);
        page(collapsed);
        var firstTime = proxy.commands();
        inSession(session -> session.flag(List.of(newest()), Set.of(Flag.SEEN), Set.of()));
        proxy.forget();
        page(collapsed);

        assertCommands(firstTime, "NOOP", "UID SEARCH", "UID THREAD", "UID FETCH", "UID SEARCH");
        assertCommands("SELECT", "UID SEARCH", "UID FETCH", "UID SEARCH");
    }

    @Test
    void howMuchRoomThereIsTakesOne() {
        var quotas = inSession(session -> session.quotas(MailboxName.INBOX));

        assertThat(quotas).hasSize(1);
        assertThat(quotas.getFirst().limit()).isEqualTo(1L << 30);
        assertCommands("GETQUOTAROOT");
    }

    @Test
    void deletingTakesTwo() {
        inSession(session -> {
            session.delete(List.of(newest()));
            return true;
        });

        assertCommands("UID STORE", "UID EXPUNGE");
    }

    private MessageRef newest() {
        return first.messages().getFirst().ref();
    }

    private MessagePage page(MessageQuery query) {
        return inSession(session -> session.messages(MailboxName.INBOX, query));
    }

    private <T> T inSession(Function<MailSession, T> work) {
        return fixture.connector().inSession(account, work);
    }

    private void assertCommands(String... names) {
        assertCommands(proxy.commands(), names);
    }

    private static void assertCommands(List<String> commands, String... names) {
        assertThat(commands).hasSameSizeAs(names);
        for (int index = 0; index < names.length; index++) {
            assertThat(commands.get(index)).startsWith(names[index]);
        }
    }

    private static byte[] letter(int number) {
        return """
                From: Ada <ada@example.org>
                Subject: letter %d
                Message-ID: <letter%d@example.org>

                Some words.
                """.formatted(number, number).replace("\n", "\r\n").getBytes(US_ASCII);
    }
}
