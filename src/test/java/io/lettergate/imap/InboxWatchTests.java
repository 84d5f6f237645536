package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.ImapWire;
import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Script;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailChange;
import io.lettergate.mailbox.spi.MailChange.MailboxChanged;
import io.lettergate.mailbox.spi.MailChange.MailboxCreated;
import io.lettergate.mailbox.spi.MailChange.MailboxReset;
import io.lettergate.mailbox.spi.MailChange.MessagesArrived;
import io.lettergate.mailbox.spi.MailChange.MessagesFlagged;
import io.lettergate.mailbox.spi.MailChange.MessagesRemoved;
import io.lettergate.mailbox.spi.MailChange.SignInRequired;
import io.lettergate.mailbox.spi.MailChange.WatchBegan;
import io.lettergate.mailbox.spi.MailChange.WatchBroke;
import io.lettergate.mailbox.spi.MailWatcher.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxWatchTests {

    private static final byte[] MESSAGE =
            "From: a@b.example\r\nSubject: news\r\n\r\nNews.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final WatchPace QUICK = new WatchPace(
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(10));
    private static final WatchPace USUAL = WatchPace.of("imap.vale.example");
    private static final String MARK_OF_THREE = "1 10 1:3\n";

    private final ConnectorFixture fixture = ConnectorFixture.with();
    private final BlockingQueue<MailChange> told = new LinkedBlockingQueue<>();
    private volatile String mark;
    private Watch watch;

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NOTIFY",
                "NOTIFY QRESYNC",
                "NOTIFY QRESYNC CONDSTORE",
                "NOTIFY QRESYNC CONDSTORE ESEARCH IDLE"
            })
    void tellsOfMailThatComesIsMarkedAndGoes(String missing) throws Exception {
        var server = missing.isEmpty() ? DovecotServer.shared() : DovecotServer.without(missing.split(" "));
        var user = server.freshUser();
        server.deliver(user, MESSAGE);
        watch(account(server, user), missing.endsWith("IDLE") ? QUICK : USUAL);
        next(WatchBegan.class);

        server.deliver(user, MESSAGE);
        var arrived = next(MessagesArrived.class);
        try (var imap = server.imap(user)) {
            imap.command("SELECT INBOX");
            imap.command("STORE 2 +FLAGS (\\Flagged)");
            var flagged = next(MessagesFlagged.class);
            imap.command("STORE 1 +FLAGS (\\Deleted)");
            imap.command("EXPUNGE");
            var removed = next(MessagesRemoved.class);

            assertThat(arrived.messages()).extracting(MessageRef::uid).containsExactly(new Uid(2));
            assertThat(flagged.messages()).extracting(MessageRef::uid).containsExactly(new Uid(2));
            assertThat(removed.messages()).extracting(MessageRef::uid).containsExactly(new Uid(1));
            assertThat(next(MailboxChanged.class)).isEqualTo(new MailboxChanged(MailboxName.INBOX, 1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsOfOtherMailboxes(boolean notified) throws Exception {
        var server = notified ? DovecotServer.shared() : DovecotServer.without("NOTIFY");
        var user = server.freshUser();
        server.deliver(user, MESSAGE);
        watch(account(server, user), notified ? USUAL : QUICK);
        next(WatchBegan.class);

        try (var imap = server.imap(user)) {
            imap.command("SELECT INBOX");
            imap.command("COPY 1 Archive");
            var changed = next(MailboxChanged.class);
            imap.command("CREATE Boats");

            assertThat(changed).isEqualTo(new MailboxChanged(new MailboxName("Archive"), 1, 1));
            assertThat(next(MailboxCreated.class).mailbox()).isEqualTo(new MailboxName("Boats"));
        }
    }

    @Test
    void findsWhatHappenedBetweenTwoWatches() throws Exception {
        var server = DovecotServer.shared();
        var user = server.freshUser();
        server.deliver(user, MESSAGE);
        var account = account(server, user);
        watch(account, USUAL);
        next(WatchBegan.class);
        watch.close();
        file(server, user, "Archive");
        server.deliver(user, MESSAGE);

        watch(account, USUAL);

        assertThat(next(MessagesArrived.class).messages())
                .extracting(MessageRef::uid)
                .containsExactly(new Uid(2));
        assertThat(next(MailboxChanged.class).mailbox()).isEqualTo(MailboxName.INBOX);
        assertThat(next(MailboxChanged.class).mailbox()).isEqualTo(new MailboxName("Archive"));
    }

    @Test
    @DisplayName("I4: a mailbox that begins a new life is told once, and its messages are not")
    void aNewLifeIsToldOnce() throws Exception {
        mark = MARK_OF_THREE;
        try (var server = playing(PlayedInbox.holding(1, 2, 3, 4).living(2))) {
            watch(account(server), USUAL);

            assertThat(until(WatchBegan.class)).containsExactly(new MailboxReset(MailboxName.INBOX));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    @DisplayName("I5: where the count of changes goes back or is gone, everything is compared")
    void aCountThatGoesBackIsNotBelieved(long modSeq) throws Exception {
        mark = MARK_OF_THREE;
        try (var server = playing(PlayedInbox.holding(2, 3, 4).knowing("CONDSTORE ENABLE QRESYNC", modSeq))) {
            watch(account(server), USUAL);

            assertThat(until(WatchBegan.class))
                    .containsExactly(
                            new MessagesArrived(MailboxName.INBOX, refs(4)),
                            new MessagesRemoved(MailboxName.INBOX, refs(1)),
                            new MailboxChanged(MailboxName.INBOX, 3, 0));
        }
    }

    @Test
    @DisplayName("I6: VANISHED of unknown messages and EXPUNGE beyond the end are borne, and the UIDs read again")
    void whatDoesNotAddUpIsReadAgain() throws Exception {
        mark = MARK_OF_THREE;
        var inbox = PlayedInbox.holding(2, 3)
                .knowing("CONDSTORE ENABLE QRESYNC", 10)
                .saying("* 99 EXPUNGE", "* 1 EXISTS")
                .changing("* VANISHED (EARLIER) 40:4294967295");
        try (var server = playing(inbox)) {
            watch(account(server), USUAL);

            assertThat(until(WatchBegan.class))
                    .containsExactly(
                            new MessagesRemoved(MailboxName.INBOX, refs(1)),
                            new MailboxChanged(MailboxName.INBOX, 2, 0));
        }
    }

    @Test
    @DisplayName("I14: a connection that is half dead is found out, and nothing is missed")
    void aHalfDeadConnectionIsFoundOut() throws Exception {
        var connections = new AtomicInteger();
        var before = PlayedInbox.holding(1, 2)
                .knowing("CONDSTORE ENABLE QRESYNC", 10)
                .goneDeaf();
        var after = PlayedInbox.holding(1, 2, 3)
                .knowing("CONDSTORE ENABLE QRESYNC", 11)
                .changing("* 3 FETCH (UID 3 FLAGS () MODSEQ (11))");
        try (var server = playing(client -> (connections.incrementAndGet() == 1 ? before : after).play(client))) {
            watch(account(server), QUICK);

            var heard = until(MessagesArrived.class);

            assertThat(heard).contains(new WatchBroke());
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void manyChangesAreOne() throws Exception {
        mark = "1 0 1:5000\n";
        try (var server = playing(PlayedInbox.holding(7))) {
            watch(account(server), USUAL);

            assertThat(until(WatchBegan.class)).containsExactly(new MailboxReset(MailboxName.INBOX));
        }
    }

    @Test
    @DisplayName("A1: a refused password is not tried again until somebody signs in")
    void aRefusedPasswordIsNotTriedAgain() throws Exception {
        try (var server = playing(client -> {
            client.say("* OK hello");
            client.say("* CAPABILITY IMAP4rev1");
            client.say(client.tag() + " OK");
            client.say(client.tag() + " NO [AUTHENTICATIONFAILED] no");
            client.hear();
        })) {
            var account = account(server);
            watch(account, USUAL);
            next(SignInRequired.class);
            watch(account, USUAL);
            next(SignInRequired.class);

            assertThat(watch.isOver()).isTrue();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private void watch(Account account, WatchPace pace) {
        watch = fixture.watcher().watch(account, pace, mark, (changes, now) -> {
            mark = now;
            told.addAll(changes);
        });
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

    /** All that is told before the first of this kind. */
    private List<MailChange> until(Class<? extends MailChange> kind) throws InterruptedException {
        List<MailChange> before = new ArrayList<>();
        while (true) {
            var change = told.poll(20, TimeUnit.SECONDS);
            assertThat(change)
                    .as("a change of the kind " + kind.getSimpleName())
                    .isNotNull();
            if (kind.isInstance(change)) {
                return before;
            }
            before.add(change);
        }
    }

    private static void file(DovecotServer server, String user, String mailbox) throws IOException {
        try (ImapWire imap = server.imap(user)) {
            imap.command("SELECT INBOX");
            imap.command("COPY 1 " + mailbox);
        }
    }

    private static List<MessageRef> refs(long uid) {
        return List.of(new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(uid)));
    }

    private static ScriptedServer playing(Script script) {
        return ScriptedServer.playing(script);
    }

    private Account account(DovecotServer server, String user) {
        return fixture.account(
                user, new Endpoint(server.host(), server.imapPort(), Encryption.NONE), DovecotServer.PASSWORD);
    }

    private Account account(ScriptedServer server) {
        var endpoint = new Endpoint("127.0.0.1", server.port(), Encryption.NONE);
        return fixture.account("robin@vale.example", endpoint, "right");
    }
}
