package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.RecordingProxy;
import io.lettergate.ScriptedServer;
import io.lettergate.accounts.Account;
import io.lettergate.imap.cache.CachedRow;
import io.lettergate.imap.cache.Marks;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailChange.MailboxChanged;
import io.lettergate.mailbox.spi.MailChange.MessagesFlagged;
import io.lettergate.mailbox.spi.MailChange.MessagesRemoved;
import io.lettergate.mailbox.spi.MailChange.WatchBegan;
import io.lettergate.mailbox.spi.MailWatcher.Watch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a watch hears is what is shown from memory. */
class HearingTests {

    private static final byte[] MESSAGE = "From: a@b.example\r\nSubject: news\r\n\r\nNews.\r\n".getBytes(US_ASCII);
    private static final MailboxName ARCHIVE = new MailboxName("Archive");
    private static final UidValidity LIFE = new UidValidity(1);

    private final ConnectorFixture fixture = ConnectorFixture.with();
    private final BlockingQueue<MailChange> told = new LinkedBlockingQueue<>();
    private Watch watch;

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
        fixture.close();
    }

    @Test
    void openingFromMemoryShowsFlagsAsTheWatchHeardThem() throws Exception {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        dovecot.deliver(user, MESSAGE);
        try (var proxy = RecordingProxy.before(dovecot);
                var other = dovecot.imap(user)) {
            var account = account(user, proxy.port());
            watch(account, null);
            next(WatchBegan.class);
            var message = newest(account, MailboxName.INBOX);
            fixture.messages().open(account, message);
            proxy.forget();

            other.command("SELECT INBOX");
            other.command("STORE 1 +FLAGS (\\Flagged \\Seen)");
            next(MessagesFlagged.class);
            var opened = fixture.messages().open(account, message);

            assertThat(opened.summary().flags()).containsExactlyInAnyOrder(Flag.FLAGGED, Flag.SEEN);
            assertThat(proxy.commands()).noneMatch(command -> command.contains("BODY"));
        }
    }

    @Test
    @DisplayName("I3 what another client removed is gone at once, even where it was opened before")
    void whatAnotherRemovedIsGoneAtOnce() throws Exception {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        dovecot.deliver(user, MESSAGE);
        try (var other = dovecot.imap(user)) {
            var account = account(user, dovecot.imapPort());
            watch(account, null);
            next(WatchBegan.class);
            var message = newest(account, MailboxName.INBOX);
            fixture.messages().open(account, message);

            other.command("SELECT INBOX");
            other.command("STORE 1 +FLAGS (\\Deleted)");
            other.command("EXPUNGE");
            next(MessagesRemoved.class);

            assertThat(fixture.connector().remembered(account, message)).isEmpty();
            assertThatThrownBy(() -> fixture.messages().open(account, message))
                    .isInstanceOf(MailFailure.MessageGone.class);
        }
    }

    @Test
    void whereOnlyTheCountsOfAMailboxAreHeardItsFlagsAreAskedForAgain() throws Exception {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        try (var other = dovecot.imap(user)) {
            other.append("Archive", MESSAGE, Instant.parse("2026-11-20T08:30:00Z"));
            var account = account(user, dovecot.imapPort());
            watch(account, null);
            next(WatchBegan.class);
            var message = newest(account, ARCHIVE);
            fixture.messages().open(account, message);

            other.command("SELECT Archive");
            other.command("STORE 1 +FLAGS (\\Seen)");
            assertThat(next(MailboxChanged.class).mailbox()).isEqualTo(ARCHIVE);

            assertThat(fixture.messages().open(account, message).summary().flags())
                    .containsExactly(Flag.SEEN);
        }
    }

    @Test
    void aServerWithoutQresyncIsHeardToo() throws Exception {
        var inbox = PlayedInbox.holding(1, 3)
                .knowing("CONDSTORE", 12)
                .changing("* 2 FETCH (UID 3 FLAGS (\\Flagged) MODSEQ (12))", "* 1 FETCH (UID 1 FLAGS () MODSEQ (11))");
        try (var server = ScriptedServer.playing(inbox)) {
            var account = account("robin@vale.example", server.port());
            remember(account, 1, 20);
            remember(account, 2, 5);
            remember(account, 3, 5);

            watch(account, "1 10 1:3\n");
            next(WatchBegan.class);

            assertThat(remembered(account, 3))
                    .get()
                    .extracting(MessageSummary::flags)
                    .isEqualTo(Set.of(Flag.FLAGGED));
            assertThat(remembered(account, 2)).isEmpty();
            assertThat(remembered(account, 1))
                    .as("what is known in a later version")
                    .get()
                    .extracting(MessageSummary::flags)
                    .isEqualTo(Set.of(Flag.SEEN));
        }
    }

    @Test
    @DisplayName("I5 where the count of changes went back, no flags are shown from memory")
    void aCountThatWentBackMakesAllFlagsDoubtful() throws Exception {
        try (var server = ScriptedServer.playing(PlayedInbox.holding(1).knowing("CONDSTORE", 5))) {
            var account = account("robin@vale.example", server.port());
            remember(account, 1, 9);

            watch(account, "1 10 1\n");
            next(WatchBegan.class);

            assertThat(remembered(account, 1)).isEmpty();
        }
    }

    private void remember(Account account, long uid, long modSeq) {
        var rows = fixture.cache().of(account.id(), MailboxName.INBOX, LIFE);
        rows.enter(10);
        rows.keep(Map.of(new Uid(uid), new CachedRow(Instant.EPOCH, 1, Envelope.unknown(), "words", null)));
        rows.mark(Map.of(new Uid(uid), new Marks(Set.of(Flag.SEEN), new ModSeq(modSeq))));
    }

    private Optional<MessageSummary> remembered(Account account, long uid) {
        return fixture.connector().remembered(account, new MessageRef(MailboxName.INBOX, LIFE, new Uid(uid)));
    }

    private MessageRef newest(Account account, MailboxName mailbox) {
        return fixture.connector()
                .inSession(account, session -> session.messages(mailbox, MessageQuery.newest(1)))
                .messages()
                .getFirst()
                .ref();
    }

    private void watch(Account account, String mark) {
        watch = fixture.watcher()
                .watch(account, WatchPace.of("imap.vale.example"), mark, (changes, now) -> told.addAll(changes));
        watch.attend(true);
    }

    private <T extends MailChange> T next(Class<T> kind) throws InterruptedException {
        while (true) {
            var change = told.poll(20, TimeUnit.SECONDS);
            assertThat(change)
                    .as("a change of the kind " + kind.getSimpleName())
                    .isNotNull();
            if (kind.isInstance(change)) {
                return kind.cast(change);
            }
        }
    }

    private Account account(String user, int port) {
        return fixture.account(user, new Endpoint("127.0.0.1", port, Encryption.NONE), DovecotServer.PASSWORD);
    }
}
