package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.NewMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be changed on a real server, and what must not. */
@Needs(Needs.Need.DOVECOT)
class ChangingTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");
    private static final byte[] LETTER = "Subject: letter\r\n\r\nWords.\r\n".getBytes(US_ASCII);

    private final ConnectorFixture fixture = ConnectorFixture.with();
    private MailServer server;
    private Account account;

    @BeforeEach
    void take() {
        use(DovecotServer.shared());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UIDPLUS", "MOVE UIDPLUS", "MOVE"})
    @DisplayName("I9 what another program has marked as deleted stays")
    void whatOthersMarkedStays(String missing) throws IOException {
        use(DovecotServer.without(missing.split(" ")));
        deliver(4);
        var refs = inbox();
        try (var imap = server.imap(account.userName())) {
            imap.command("SELECT INBOX");
            imap.command("UID STORE " + refs.getLast().uid().value() + " +FLAGS (\\Deleted)");
        }

        inSession(session -> session.delete(List.of(refs.get(0))));
        inSession(session -> session.move(List.of(refs.get(1)), ARCHIVE));

        assertThat(inbox()).contains(refs.get(2), refs.get(3));
        assertThat(messages(ARCHIVE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUOTA", "MOVE", "MOVE UIDPLUS"})
    @DisplayName("I12 a mailbox that may only be read stays as it is, and so does the destination")
    void nothingIsHalfDoneWhereOnlyReadingIsAllowed(String missing) throws IOException {
        use(DovecotServer.without(missing.split(" ")));
        var maya = server.freshUser();
        try (var imap = server.imap(maya)) {
            imap.command("CREATE Harbour");
            imap.append("Harbour", LETTER, Instant.parse("2026-11-20T08:30:00Z"));
            imap.command("SETACL Harbour \"" + account.userName() + "\" lr");
        }
        var harbour = new MailboxName("shared/" + maya + "/Harbour");
        var ref = messages(harbour).getFirst();

        assertThatThrownBy(() -> inSession(session -> session.move(List.of(ref), ARCHIVE)))
                .isInstanceOf(MailFailure.NotPermitted.class);
        assertThatThrownBy(() -> inSession(session -> session.delete(List.of(ref))))
                .isInstanceOf(MailFailure.NotPermitted.class);
        assertThatThrownBy(() -> inSession(session -> session.flag(List.of(ref), Set.of(Flag.FLAGGED), Set.of())))
                .isInstanceOf(MailFailure.NotPermitted.class);
        assertThatThrownBy(() -> inSession(session -> Optional.ofNullable(session.append(harbour, letter()))))
                .isInstanceOf(MailFailure.NotPermitted.class);

        assertThat(messages(harbour)).containsExactly(ref);
        assertThat(messages(ARCHIVE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUOTA", "MOVE", "MOVE UIDPLUS"})
    @DisplayName("I12 where marking is allowed but removing is not, a move leaves no copy behind")
    void noCopyIsLeftWhereTheOriginalMustStay(String missing) throws IOException {
        use(DovecotServer.without(missing.split(" ")));
        var maya = server.freshUser();
        try (var imap = server.imap(maya)) {
            imap.command("CREATE Harbour");
            imap.append("Harbour", LETTER, Instant.parse("2026-11-20T08:30:00Z"));
            imap.command("SETACL Harbour \"" + account.userName() + "\" lrsw");
        }
        var ref = messages(new MailboxName("shared/" + maya + "/Harbour")).getFirst();

        assertThatThrownBy(() -> inSession(session -> session.move(List.of(ref), ARCHIVE)))
                .isInstanceOf(MailFailure.class);

        assertThat(messages(ref.mailbox())).containsExactly(ref);
        assertThat(messages(ARCHIVE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE", "MOVE"})
    @DisplayName("I13 where there is no room, nothing is filed, copied or moved")
    void noRoomIsSaid(String missing) {
        use(DovecotServer.withLittleRoom(missing));
        var big = ("Subject: big\r\n\r\n" + ("x".repeat(900) + "\r\n").repeat(40)).getBytes(US_ASCII);
        server.append(account.userName(), "INBOX", big, Instant.parse("2026-11-20T08:30:00Z"));
        var ref = inbox().getFirst();
        var more = new NewMessage(Set.of(), null, big.length, () -> new ByteArrayInputStream(big));

        assertThatThrownBy(() -> inSession(session -> session.copy(List.of(ref), ARCHIVE)))
                .isInstanceOf(MailFailure.QuotaExceeded.class);
        assertThatThrownBy(() -> inSession(session -> Optional.ofNullable(session.append(ARCHIVE, more))))
                .isInstanceOf(MailFailure.QuotaExceeded.class);
        if (missing.equals("MOVE")) {
            assertThatThrownBy(() -> inSession(session -> session.move(List.of(ref), ARCHIVE)))
                    .isInstanceOf(MailFailure.QuotaExceeded.class);
        }

        assertThat(inbox()).containsExactly(ref);
        assertThat(messages(ARCHIVE)).isEmpty();
    }

    private void use(MailServer other) {
        server = other;
        var endpoint = new Endpoint(server.host(), server.imapPort(), Encryption.NONE);
        account = fixture.account(server.freshUser(), endpoint, MailServer.PASSWORD);
    }

    private void deliver(int letters) throws IOException {
        try (var imap = server.imap(account.userName())) {
            for (int number = 0; number < letters; number++) {
                imap.append("INBOX", LETTER, Instant.parse("2026-11-20T08:30:00Z"));
            }
        }
    }

    private static NewMessage letter() {
        return new NewMessage(Set.of(), null, LETTER.length, () -> new ByteArrayInputStream(LETTER));
    }

    private List<MessageRef> inbox() {
        return messages(MailboxName.INBOX);
    }

    private List<MessageRef> messages(MailboxName mailbox) {
        return inSession(session -> session.messages(mailbox, MessageQuery.newest(50))).messages().stream()
                .map(row -> row.ref())
                .toList();
    }

    private <T> T inSession(Function<MailSession, T> work) {
        return fixture.connector().inSession(account, work);
    }
}
