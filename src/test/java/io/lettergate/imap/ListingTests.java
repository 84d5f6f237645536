package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.SearchName;
import io.lettergate.mailbox.Searches;
import io.lettergate.mailbox.Sort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of servers that do what real ones seldom do when a test wants them to. */
class ListingTests {

    private static final MessageQuery NEWEST = MessageQuery.newest(10);
    private static final MessageQuery COLLAPSED = new MessageQuery(10, null, Set.of(), null, Sort.NEWEST, true);
    private static final Pattern UIDS = Pattern.compile("(\\d+):(\\d+|\\*)|(\\d+)");

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.imap.lists.patience=300ms");
    /** What the server's only mailbox is like: a test changes it. */
    private final AtomicReference<Inbox> inbox = new AtomicReference<>(new Inbox(1, 10, List.of(7)));

    private final AtomicInteger silent = new AtomicInteger();
    private final List<String> meanwhile = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("R50 I4 a mailbox that begins a new life never shows another message under an old name")
    void aNewLifeOfTheMailboxVoidsOldNames() throws IOException {
        try (var server = serving("IMAP4rev1 CONDSTORE")) {
            var account = account(server);
            var before = list(account, NEWEST).messages().getFirst().ref();
            assertThat(fixture.connector().remembered(account, before)).isPresent();

            inbox.set(new Inbox(2, 11, List.of(7)));
            var after =
                    list(otherSession(account), NEWEST).messages().getFirst().ref();

            assertThat(after.uidValidity()).isEqualTo(new UidValidity(2));
            assertThat(fixture.connector().remembered(account, before)).isEmpty();
            assertThat(fixture.connector().remembered(account, after)).isPresent();
            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.message(before)))
                    .isInstanceOf(MailFailure.MailboxReset.class);
        }
    }

    @Test
    @DisplayName("I5 where MODSEQ goes backwards, all that is remembered is compared with what is there")
    void aModSeqThatGoesBackwardsIsNotTrusted() throws IOException {
        inbox.set(new Inbox(1, 100, List.of(5, 6, 7)));
        try (var server = serving("IMAP4rev1 CONDSTORE")) {
            var account = account(server);
            var known = list(account, NEWEST).version();

            inbox.set(new Inbox(1, 60, List.of(6, 7)));
            list(otherSession(account), NEWEST);
            inbox.set(new Inbox(1, 100, List.of(4, 6, 7)));
            var again = list(otherSession(account), NEWEST).version();

            assertThat(fixture.connector().remembered(account, ref(5))).isEmpty();
            assertThat(fixture.connector().remembered(account, ref(6))).isPresent();
            assertThat(again).isNotEqualTo(known);
            assertThat(server.heard()).anyMatch(line -> line.contains("UID SEARCH ALL"));
        }
    }

    @Test
    @DisplayName("I5 without MODSEQ a version is what the page shows, so that every change of it shows")
    void withoutModSeqChangesShowAllTheSame() throws IOException {
        inbox.set(new Inbox(1, 0, List.of(7)));
        try (var server = serving("IMAP4rev1")) {
            var account = account(server);
            var known = list(account, NEWEST).version();
            assertThat(unless(account, known)).isFalse();

            inbox.set(new Inbox(1, 0, List.of(7), "\\Seen"));

            assertThat(unless(account, known)).isTrue();
        }
    }

    @Test
    @DisplayName("R50 I6 a server that counts without the messages whose end it tells next hides no new message")
    void aCountThatIsToldTooLateHidesNothing() throws IOException {
        inbox.set(new Inbox(1, 0, List.of(5, 6, 7)));
        try (var server = serving("IMAP4rev1")) {
            var account = account(server);
            list(account, NEWEST);

            inbox.set(new Inbox(1, 0, List.of(6, 7, 8)));
            meanwhile.addAll(List.of("* 3 EXISTS", "* 1 EXPUNGE"));

            assertThat(list(account, NEWEST).messages())
                    .extracting(message -> message.ref().uid())
                    .containsExactly(new Uid(8), new Uid(7), new Uid(6));
        }
    }

    @Test
    @DisplayName("I16 a large folder of a server that cannot sort is listed by arrival only")
    void aLargeFolderIsNotSortedHere() throws IOException {
        inbox.set(Inbox.of(100_000));
        try (var server = serving("IMAP4rev1")) {
            var account = account(server);

            assertThat(list(account, NEWEST).messages()).hasSize(10);
            assertThatThrownBy(() -> list(account, sorted("subject")))
                    .isInstanceOfSatisfying(
                            MailFailure.CapabilityMissing.class,
                            missing -> assertThat(missing.capability()).isEqualTo("sort"))
                    .hasMessageContaining("100000");

            assertThat(server.heard()).noneMatch(line -> line.contains("SEARCH") || line.contains(" 1:100000"));
        }
    }

    @Test
    @DisplayName("I16 a large folder of a server that cannot thread is not collapsed")
    void aLargeFolderIsNotCollapsedHere() throws IOException {
        inbox.set(Inbox.of(100_000));
        try (var server = serving("IMAP4rev1")) {
            var account = account(server);

            assertThatThrownBy(() -> list(account, COLLAPSED))
                    .isInstanceOf(MailFailure.CapabilityMissing.class)
                    .hasMessageContaining("THREAD");

            assertThat(server.heard()).noneMatch(line -> line.contains("SEARCH") || line.contains("FETCH"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-GM-EXT-1", "OBJECTID"})
    void conversationsThatTheServerNumbersAreAskedFor(String capability) throws IOException {
        inbox.set(new Inbox(1, 10, List.of(5, 6, 7, 8, 9)));
        try (var server = serving("IMAP4rev1 " + capability)) {
            var page = list(account(server), COLLAPSED);

            assertThat(page.messages())
                    .extracting(row -> row.ref().uid().value())
                    .containsExactly(9L, 8L, 7L);
            assertThat(page.conversations().get(ref(8))).isEqualTo(new ConversationCount(2, 2));
            assertThat(page.conversations().get(ref(9))).isEqualTo(new ConversationCount(1, 1));
        }
    }

    @Test
    @DisplayName("I17 a server that sorts for too long is stopped, and the page says why")
    void aSortThatTakesTooLongIsStopped() throws IOException {
        silent.set(1);
        try (var server = serving("IMAP4rev1 SORT")) {
            var account = account(server);

            assertThatThrownBy(() -> list(account, sorted("subject")))
                    .isInstanceOf(MailFailure.TookTooLong.class)
                    .hasMessageContaining("could not sort this folder");

            silent.set(0);
            assertThat(list(account, NEWEST).messages()).hasSize(1);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aSearchThatIsTakenBackIsEndedOnTheServerToo() throws Exception {
        silent.set(1);
        var searches = new Searches();
        var name = new SearchName("tab-1");
        try (var server = serving("IMAP4rev1 SORT");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var account = account(server);
            var search = threads.submit(() -> searches.named(account, name, () -> list(account, sorted("subject"))));
            await().until(() -> server.heard().stream().anyMatch(line -> line.contains("UID SORT")));

            searches.end(account, name);

            assertThatThrownBy(search::get).hasCauseInstanceOf(MailFailure.SearchEnded.class);
            silent.set(0);
            assertThat(list(account, NEWEST).messages()).hasSize(1);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aNewerSearchOfTheSameNameEndsTheOlder() throws Exception {
        silent.set(1);
        var searches = new Searches();
        var name = new SearchName("tab-1");
        try (var server = serving("IMAP4rev1 SORT");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var account = account(server);
            var search = threads.submit(() -> searches.named(account, name, () -> list(account, sorted("subject"))));
            await().until(() -> server.heard().stream().anyMatch(line -> line.contains("UID SORT")));
            silent.set(0);

            var newer = searches.named(account, name, () -> list(account, NEWEST));

            assertThat(newer.messages()).hasSize(1);
            assertThatThrownBy(search::get).hasCauseInstanceOf(MailFailure.SearchEnded.class);
        }
    }

    @Test
    @DisplayName("I1 I3 what left between list and open is gone for that one only")
    void whatLeftIsGoneForThatOneOnly() throws IOException {
        inbox.set(new Inbox(1, 10, List.of(6, 7)));
        try (var server = serving("IMAP4rev1 CONDSTORE")) {
            var account = account(server);
            list(account, NEWEST);

            inbox.set(new Inbox(1, 11, List.of(6)));

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.message(ref(7))))
                    .isInstanceOf(MailFailure.MessageGone.class);
            assertThat(fixture.connector().remembered(account, ref(7))).isEmpty();
            assertThat(fixture.connector().remembered(account, ref(6))).isPresent();
        }
    }

    @Test
    void aServerThatKnowsOnlyAsciiIsAskedForTheWordsThatAre() throws IOException {
        try (var server = serving("IMAP4rev1")) {
            var found = list(account(server), new MessageQuery(10, null, Set.of(), "number Ärger"));

            assertThat(found.messages()).isEmpty();
            assertThat(server.heard()).anyMatch(line -> line.endsWith("UID SEARCH ALL TEXT number"));
        }
    }

    private static MessageRef ref(int uid) {
        return new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(uid));
    }

    private static MessageQuery sorted(String by) {
        return new MessageQuery(10, null, Set.of(), null, Sort.parse(by));
    }

    private MessagePage list(Account account, MessageQuery query) {
        return fixture.connector().inSession(account, session -> session.messages(MailboxName.INBOX, query));
    }

    /** Whether there is a page of another version. */
    private boolean unless(Account account, ListVersion known) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, NEWEST, known::equals))
                .isPresent();
    }

    /** The next request selects anew. */
    private Account otherSession(Account account) {
        fixture.connector().inSession(account, session -> {
            ((ImapSession) session).wire().close();
            return true;
        });
        return account;
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }

    private ScriptedServer serving(String capabilities) {
        return ScriptedServer.playing(client -> {
            client.say("* OK hello");
            for (var line = client.hear(); line != null; line = client.hear()) {
                var command = line;
                while (command.endsWith("}")) {
                    client.say("+ go on");
                    command = client.hear() + "";
                }
                answer(client, line, capabilities);
            }
        });
    }

    private void answer(Dialogue client, String line, String capabilities) throws IOException {
        var tag = line.substring(0, line.indexOf(' '));
        var now = inbox.get();
        if (line.contains("UID SORT") && silent.get() == 1) {
            client.hear();
            return;
        }
        if (line.contains("CHARSET")) {
            client.say(tag + " NO [BADCHARSET (US-ASCII)] letters only");
            return;
        }
        if (line.contains("CAPABILITY")) {
            client.say("* CAPABILITY " + capabilities);
        } else if (line.contains("NOOP")) {
            for (var news : meanwhile) {
                client.say(news);
            }
        } else if (line.contains("SELECT")) {
            client.say("* " + now.uids().size() + " EXISTS");
            client.say("* OK [UIDVALIDITY " + now.life() + "] here");
            if (now.modSeq() > 0) {
                client.say("* OK [HIGHESTMODSEQ " + now.modSeq() + "] here");
            }
        } else if (line.contains("SEARCH")) {
            client.say("* SEARCH" + (line.contains("TEXT") ? "" : now.all()));
        } else if (line.contains("FETCH")) {
            now.rows(line, line.contains("UID FETCH"), client);
        }
        client.say(tag + " OK done");
    }

    /** A mailbox of messages that differ in their numbers only. */
    private record Inbox(long life, long modSeq, List<Integer> uids, String flags) {

        Inbox(long life, long modSeq, List<Integer> uids) {
            this(life, modSeq, uids, "");
        }

        static Inbox of(int messages) {
            List<Integer> uids = new ArrayList<>();
            for (int uid = 1; uid <= messages; uid++) {
                uids.add(uid);
            }
            return new Inbox(1, 0, uids);
        }

        String all() {
            return String.join("", uids.stream().map(uid -> " " + uid).toList());
        }

        void rows(String line, boolean byUid, Dialogue client) throws IOException {
            var set = line.substring(line.indexOf("FETCH ") + 6, line.indexOf(" ("))
                    .replace("*", "200000");
            Function<MatchResult, int[]> range = one -> one.group(3) != null
                    ? new int[] {Integer.parseInt(one.group(3)), Integer.parseInt(one.group(3))}
                    : new int[] {Integer.parseInt(one.group(1)), Integer.parseInt(one.group(2))};
            for (var ends : UIDS.matcher(set).results().map(range).toList()) {
                for (int number = ends[0]; number <= ends[1] && number <= 200_000; number++) {
                    var sequence = byUid ? uids.indexOf(number) + 1 : number;
                    if (sequence >= 1 && sequence <= uids.size()) {
                        client.say(row(sequence, line));
                    }
                }
            }
        }

        private String row(int sequence, String line) {
            var uid = uids.get(sequence - 1);
            var row = "* " + sequence + " FETCH (UID " + uid + " FLAGS (" + flags + ")";
            if (line.contains("MODSEQ")) {
                row += " MODSEQ (" + Math.min(modSeq, uid) + ")";
            }
            if (line.contains("X-GM-THRID") && uid != 9) {
                row += " X-GM-THRID 127841844433385" + uid % 2;
            }
            if (line.contains("THREADID")) {
                row += uid == 9 ? " THREADID NIL" : " THREADID (T" + uid % 2 + ")";
            }
            if (line.contains("HEADER")) {
                var header = "Subject: number " + uid + "\r\n\r\n";
                row += " INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5 BODY[HEADER.FIELDS (SUBJECT)] {"
                        + header.length() + "}\r\n" + header;
            }
            return row + ")";
        }
    }
}
