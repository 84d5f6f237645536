package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedPop3Server;
import io.lettergate.accounts.Account;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Look;
import io.lettergate.net.Ticker;
import io.lettergate.store.Incoming;
import io.lettergate.store.Intake;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.TestConstructor;

/** Looks into mailboxes at servers that fail in every way. */
@SpringBootTest(properties = "lettergate.pop3.poller.enabled=false")
@Import(Looking.Parts.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class VisitTests {

    private final Looking looking;
    private final Drops drops;
    private final Ledger ledger;
    private final Recollecting recollecting;
    private final PollerSettings settings;
    private final Ticker ticker;
    private final ScriptedPop3Server server = new ScriptedPop3Server();

    VisitTests(
            Looking looking,
            Drops drops,
            Ledger ledger,
            Recollecting recollecting,
            PollerSettings settings,
            Ticker ticker) {
        this.looking = looking;
        this.drops = drops;
        this.ledger = ledger;
        this.recollecting = recollecting;
        this.settings = settings;
        this.ticker = ticker;
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void collectsWhatIsThere() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);

        var look = looking.look(account);

        assertThat(look.state()).isEqualTo(Look.State.DONE);
        assertThat(look.collected()).isEqualTo(2);
        assertThat(looking.row(account, "one").subject()).isEqualTo("Boats");
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
        assertThat(looking.row(account, "one").message()).isNotNull();
        assertThat(looking.row(account, "two").sender()).isEqualTo("Ada");
    }

    @Test
    void collectsNothingAgainWhenTheLedgerWasLost() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        looking.loseTheLedger(account);

        var look = looking.look(account);

        assertThat(look.state()).isEqualTo(Look.State.DONE);
        assertThat(look.collected()).isZero();
        assertThat(server.heard("RETR")).isEqualTo(2);
        assertThat(looking.rows(account)).hasSize(2);
        assertThat(looking.row(account, "one").subject()).isEqualTo("Boats");
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
        assertThat(looking.row(account, "one").message()).isNotNull();
    }

    @Test
    void listsNothingAgainWhereNothingChanged() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);

        looking.look(account);

        assertThat(server.heard("LIST")).isEqualTo(1);
        assertThat(server.heard("UIDL 1")).isEqualTo(1);
        assertThat(server.heard("QUIT")).isEqualTo(2);
    }

    @Test
    void endsWithoutAGoodbyeWhereTheAccountIsRemovedWhileItLooks() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        server.answering("UIDL", (client, said) -> {
            looking.forget(account);
            client.say("+OK");
            client.say("1 one");
            client.say(".");
        });

        looking.visitOnce(account);

        assertThat(server.heard("QUIT")).isZero();
        assertThat(server.held()).containsExactly("one");
    }

    @Test
    void removesNothingWhereTheAccountIsRemovedJustBefore() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.answering("DELE", (client, said) -> {
            looking.forget(account);
            client.say("+OK");
        });
        var goodbyes = server.heard("QUIT");

        looking.visitOnce(account);

        assertThat(server.heard("DELE")).isEqualTo(1);
        assertThat(server.heard("QUIT")).isEqualTo(goodbyes);
    }

    @Test
    @DisplayName("P1 what broke off while it came is collected once, later")
    void collectsLaterWhatBrokeOff() {
        server.holding("one", letter("Boats")).hangingUpAt("RETR");
        var account = looking.account(server);
        assertThat(looking.look(account).state()).isEqualTo(Look.State.FAILED);
        server.wellBehaved("RETR");

        looking.look(account);

        assertThat(looking.rows(account)).hasSize(1);
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
    }

    @Test
    @DisplayName("P2 what was stored before the connection broke is not collected again")
    void collectsNothingTwice() {
        server.holding("one", letter("Boats")).hangingUpAt("QUIT");
        var account = looking.account(server);
        looking.look(account);
        server.wellBehaved("QUIT");
        server.holding("two", letter("Nets"));

        looking.look(account);

        assertThat(server.heard("RETR")).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "P3 a connection that breaks at DELE removes nothing; it is not collected again, and removed the next time")
    void removesLaterWhatBrokeOff() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.hangingUpAt("DELE");
        assertThat(looking.look(account).state()).isEqualTo(Look.State.FAILED);
        assertThat(server.held()).containsExactly("one");
        server.wellBehaved("DELE");

        looking.look(account);

        assertThat(server.held()).isEmpty();
        assertThat(server.heard("RETR")).isEqualTo(1);
    }

    @Test
    @DisplayName("P4 a goodbye that is refused leaves it to the next listing")
    void believesTheNextListing() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.answering("QUIT", "-ERR some deleted messages not removed");
        looking.look(account);
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.DUE);
        assertThat(server.held()).containsExactly("one");
        server.wellBehaved("QUIT");

        looking.look(account);
        assertThat(server.held()).isEmpty();
        looking.look(account);

        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.REMOVED);
        assertThat(server.heard("RETR")).isEqualTo(1);
    }

    @Test
    @DisplayName("P5 a goodbye without an answer leaves it to the next listing")
    void believesTheNextListingAfterSilence() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.hangingUpAt("QUIT");
        looking.look(account);
        server.lose("one");
        server.wellBehaved("QUIT");

        looking.look(account);

        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.REMOVED);
    }

    @Test
    @DisplayName("P6 a message that the server does not remove stays as it is, and the others go")
    void removesTheOthers() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.answering("DELE 1", "-ERR no");

        looking.look(account);

        assertThat(server.held()).containsExactly("one");
        assertThat(looking.row(account, "one").problem()).contains("did not remove it: no");
    }

    @Test
    @DisplayName("P7 when the disk is full, the server removes nothing, the person reads why, and it is tried again")
    void stopsWhereTheDiskIsFull() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);

        var look = looking.look(account, with(new FullDisk()));

        assertThat(look.state()).isEqualTo(Look.State.FAILED);
        assertThat(server.heard("QUIT")).isZero();
        assertThat(server.heard("DELE")).isZero();
        assertThat(looking.collecting.standing(account).problem()).contains("could not be stored here");
        assertThat(looking.look(account).collected()).isEqualTo(1);
    }

    @Test
    @DisplayName("P9 a listing that breaks off changes nothing")
    void changesNothingAfterHalfAListing() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        server.holding("three", letter("Ropes")).answering("UIDL", (client, said) -> {
            client.raw("+OK\r\n1 one\r\n");
            throw new ScriptedPop3Server.HangUp();
        });

        var look = looking.look(account);

        assertThat(look.state()).isEqualTo(Look.State.FAILED);
        assertThat(looking.rows(account)).hasSize(2);
        assertThat(looking.row(account, "two").state()).isEqualTo(LedgerRow.State.ON_SERVER);
    }

    @Test
    @DisplayName("P16 a line that cannot be read is passed over, and nothing is removed meanwhile")
    void passesOverNonsense() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.answering("UIDL", (client, said) -> client.raw("+OK\r\n1 one\r\nnonsense\r\n.\r\n"));

        var look = looking.look(account);

        assertThat(look.state()).isEqualTo(Look.State.DONE);
        assertThat(server.held()).hasSize(2);
        assertThat(looking.row(account, "two").state()).isNotEqualTo(LedgerRow.State.VANISHED);
        assertThat(looking.collecting.standing(account).notices()).anyMatch(one -> one.contains("cannot read"));
    }

    @Test
    @DisplayName("P11 when the server renames everything, nothing is collected twice")
    void bindsRenamedMessages() {
        for (int at = 0; at < 10; at++) {
            server.holding("old" + at, letter("Letter " + at));
        }
        var account = looking.account(server);
        looking.look(account);
        for (int at = 0; at < 10; at++) {
            server.lose("old" + at);
            server.holding("new" + at, letter("Letter " + at));
        }
        server.holding("new", letter("Letter of today"));

        var look = looking.look(account);

        assertThat(look.collected()).isEqualTo(1);
        assertThat(looking.rows(account)).hasSize(11);
    }

    @Test
    @DisplayName("P12 a name that is used again is another message")
    void collectsAReusedName() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        server.lose("one");
        looking.look(account);
        server.holding("one", letter("Something else, and longer"));

        assertThat(looking.look(account).collected()).isEqualTo(1);
    }

    @Test
    @DisplayName("P13 a mailbox in use passes by itself")
    void waitsForTheMailbox() {
        server.holding("one", letter("Boats")).answering("PASS", "-ERR [IN-USE] locked");
        var account = looking.account(server);

        assertThat(looking.look(account).state()).isEqualTo(Look.State.FAILED);
        assertThat(looking.collecting.standing(account).problem()).isNull();
        assertThat(looking.collecting.standing(account).needsPassword()).isFalse();
        server.wellBehaved("PASS");
        assertThat(looking.look(account).collected()).isEqualTo(1);
    }

    @Test
    @DisplayName("A1 a refused password is tried once")
    void triesARefusedPasswordOnce() {
        server.answering("PASS", "-ERR [AUTH] no");
        var account = looking.account(server);

        looking.look(account);

        assertThat(looking.collecting.standing(account).needsPassword()).isTrue();
        assertThat(server.heard("PASS")).isEqualTo(1);
        assertThat(looking.claims.claim(account)).isEmpty();
    }

    @Test
    @DisplayName("P14 without unique-ids, messages are known by their headers")
    void knowsMessagesByTheirHeaders() {
        server.offering("TOP", "USER").answering("UIDL", "-ERR unknown command");
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        assertThat(looking.look(account).collected()).isEqualTo(2);
        server.holding("three", letter("Ropes"));

        assertThat(looking.look(account).collected()).isEqualTo(1);
        assertThat(looking.rows(account)).hasSize(3);
    }

    @Test
    @DisplayName("P14 without unique-ids and without TOP, nothing is guessed, and the person reads why")
    void guessesNothing() {
        server.offering("USER").answering("UIDL", "-ERR unknown").answering("TOP", "-ERR unknown");
        server.holding("one", letter("Boats"));
        var account = looking.account(server);

        looking.look(account);

        assertThat(looking.collecting.standing(account).problem()).contains("neither names its messages");
    }

    @Test
    @DisplayName("P24 what another program removes stays here")
    void keepsWhatOthersRemove() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        server.lose("one");

        looking.look(account);

        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.VANISHED);
        assertThat(looking.row(account, "one").message()).isNotNull();
    }

    @Test
    void triesOthersBeforeWhatTheServerDoesNotGive() {
        server.holding("bad", letter("Boats")).holding("good", letter("Nets")).answering("RETR 1", "-ERR broken");
        var account = looking.account(server);

        var look = looking.look(account);

        assertThat(look.collected()).isEqualTo(1);
        assertThat(looking.row(account, "bad").problem()).contains("broken");
        assertThat(looking.row(account, "bad").state()).isEqualTo(LedgerRow.State.WAITING);
    }

    @Test
    void saysThatTheServerRemovesByItself() {
        server.offering("UIDL", "TOP", "USER", "EXPIRE 30").holding("one", letter("Boats"));
        var account = looking.account(server);

        looking.look(account);

        assertThat(looking.collecting.standing(account).notices()).anyMatch(one -> one.contains("after 30 days"));
    }

    @Test
    void goesOnUntilEverythingIsCollected() {
        var one = new PollerSettings(true, 1, 1, 3, settings.octets(), settings.time(), 500, settings.confirmAfter());
        for (int at = 0; at < 10; at++) {
            server.holding("u" + at, letter("Letter " + at));
        }
        var account = looking.account(server);
        looking.look(account, new Visits(drops, looking.intake, recollecting, ledger, looking.claims, one, ticker));

        assertThat(server.connections()).isEqualTo(4);
        assertThat(looking.rows(account)).allMatch(row -> row.state() == LedgerRow.State.ON_SERVER);
    }

    @Test
    @DisplayName("P8 a mailbox that shows nothing once is forgotten nothing of, and collected nothing of again")
    void forgetsNothingWhenTheServerShowsNothing() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        server.answering("STAT", "+OK 0 0")
                .answering("LIST", (client, said) -> client.raw("+OK\r\n.\r\n"))
                .answering("UIDL", (client, said) -> client.raw("+OK\r\n.\r\n"));
        looking.look(account);
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.ON_SERVER);
        server.wellBehaved("STAT");
        server.wellBehaved("LIST");
        server.wellBehaved("UIDL");

        looking.look(account);

        assertThat(server.heard("RETR")).isEqualTo(2);
        assertThat(looking.rows(account)).extracting(LedgerRow::state).containsOnly(LedgerRow.State.ON_SERVER);
    }

    @Test
    @DisplayName("P10 two messages of one name are both collected, and never removed by age")
    void keepsTwins() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        server.answering("UIDL", (client, said) -> client.raw("+OK\r\n1 same\r\n2 same\r\n.\r\n"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);

        looking.look(account);
        looking.look(account);

        assertThat(looking.rows(account)).extracting(LedgerRow::subject).containsExactlyInAnyOrder("Boats", "Nets");
        assertThat(server.heard("DELE")).isZero();
        assertThat(server.heard("RETR")).isEqualTo(2);
    }

    @Test
    @DisplayName("P7 when the database fails, the server removes nothing, and it is tried again")
    void stopsWhereTheDatabaseFails() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);

        var look = looking.look(account, with(new BrokenDatabase()));

        assertThat(look.state()).isEqualTo(Look.State.FAILED);
        assertThat(server.heard("QUIT")).isZero();
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.WAITING);
        assertThat(looking.look(account).collected()).isEqualTo(1);
    }

    @Test
    @DisplayName("P15 the stored file is byte for byte what the server holds")
    void storesByteForByte() throws NoSuchAlgorithmException {
        var odd = "Subject: Odd\r\n\r\n.\r\n..\r\n\n.\n\0NUL \u00e9 and a bare \r in it\r\n.x\r\n" + "y".repeat(1 << 20)
                + "\r\n";
        server.holding("odd", odd);
        var account = looking.account(server);

        looking.look(account);

        assertThat(looking.row(account, "odd").digest()).isEqualTo(digest(odd.getBytes(ISO_8859_1)));
        assertThat(looking.row(account, "odd").message()).isNotNull();
    }

    @Test
    @DisplayName("P15 a message that ended too early, as its dots were not doubled, is not taken for whole")
    void keepsNoMessageThatEndedTooEarly() {
        server.holding("bad", letter("Boats")).holding("good", letter("Nets"));
        server.answering(
                "RETR 1",
                (client, said) ->
                        client.raw("+OK\r\nSubject: Boats\r\n\r\nThe first half.\r\n.\r\nThe other.\r\n.\r\n"));
        var account = looking.account(server);
        looking.look(account);
        looking.look(account);

        assertThat(looking.row(account, "bad").state()).isEqualTo(LedgerRow.State.WAITING);
        assertThat(looking.row(account, "bad").message()).isNull();
        assertThat(looking.row(account, "good").state()).isEqualTo(LedgerRow.State.ON_SERVER);
    }

    @Test
    @DisplayName("P17 a message above the limit is passed over, collected when asked for, and not removed before")
    void passesOverTheTooLarge() {
        server.holding("huge", letter("Boats"))
                .answering("LIST", (client, said) -> client.raw("+OK\r\n1 209715200\r\n.\r\n"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        looking.look(account);
        assertThat(server.heard("RETR")).isZero();
        assertThat(server.heard("DELE")).isZero();

        looking.collecting.collect(account, looking.row(account, "huge").key());
        looking.look(account);

        assertThat(looking.row(account, "huge").subject()).isEqualTo("Boats");
    }

    @Test
    @DisplayName("P17 a message above the limit is told of once, by what its header says")
    void tellsOfTheTooLarge() {
        server.holding("huge", letter("Boats"))
                .answering("LIST", (client, said) -> client.raw("+OK\r\n1 209715200\r\n.\r\n"));
        var account = looking.account(server);

        looking.look(account);
        looking.look(account);

        assertThat(looking.letters(account))
                .singleElement()
                .satisfies(subject -> assertThat(subject).endsWith("(209 MB): Boats"));
        assertThat(looking.row(account, "huge").subject()).isEqualTo("Boats");
        assertThat(server.heard("TOP")).isEqualTo(1);
    }

    @Test
    @DisplayName("P17 a message above the limit is told of where the server does not show its header, too")
    void tellsOfTheTooLargeWithoutAHeader() {
        server.offering("UIDL", "USER")
                .answering("TOP", "-ERR unknown")
                .holding("huge", letter("Boats"))
                .answering("LIST", (client, said) -> client.raw("+OK\r\n1 209715200\r\n.\r\n"));
        var account = looking.account(server);

        looking.look(account);

        assertThat(looking.letters(account)).singleElement().asString().endsWith("(209 MB): (no subject)");
    }

    @Test
    @DisplayName("P18 what the server never gives is never removed there")
    void removesNothingThatItNeverGot() {
        server.holding("bad", letter("Boats")).answering("RETR", "-ERR broken");
        var account = looking.account(server);
        looking.removeAll(account);
        for (int at = 0; at < 7; at++) {
            looking.look(account);
            looking.clock.forward(Duration.ofDays(1));
        }

        assertThat(looking.row(account, "bad").state()).isEqualTo(LedgerRow.State.FAILED);
        assertThat(server.held()).containsExactly("bad");
        assertThat(server.heard("DELE")).isZero();
    }

    @Test
    @DisplayName("P19 a Date of 1970 or 2099 removes nothing early or late")
    void countsFromWhenItWasStored() {
        server.holding("past", "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\nSubject: Past\r\n\r\nHello.\r\n");
        server.holding("future", "Date: Thu, 1 Jan 2099 00:00:00 +0000\r\nSubject: Future\r\n\r\nHello.\r\n");
        var account = looking.account(server);
        looking.look(account);
        looking.removeAfter(account, 14);
        looking.clock.forward(Duration.ofDays(13));
        looking.look(account);
        assertThat(server.heard("DELE")).isZero();
        looking.clock.forward(Duration.ofDays(1));

        looking.look(account);

        assertThat(server.held()).isEmpty();
    }

    @Test
    @DisplayName("P23 of two nodes on one database one looks, and what the other one had begun ends without a goodbye")
    void oneNodeLooks() {
        server.holding("one", letter("Boats"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        var first = looking.begin(account);
        assertThat(looking.claims.claim(account)).isEmpty();
        var second = looking.begin(account);

        looking.visits.visit(first);
        assertThat(server.held()).containsExactly("one");
        looking.visits.visit(second);

        assertThat(server.held()).isEmpty();
        assertThat(server.heard("QUIT")).isEqualTo(2);
    }

    @Test
    void forgetsThePromiseWhereThePersonThinksBetterOfIt() {
        server.holding("one", letter("Boats")).holding("two", letter("Nets"));
        var account = looking.account(server);
        looking.look(account);
        looking.removeAll(account);
        server.answering("DELE 2", (client, said) -> {
            looking.collecting.pin(account, looking.row(account, "one").key(), true);
            client.say("+OK");
        });

        looking.look(account);
        assertThat(server.heard("RSET")).isEqualTo(1);
        assertThat(looking.row(account, "one").state()).isEqualTo(LedgerRow.State.PINNED);
        assertThat(server.held()).hasSize(2);
        server.wellBehaved("DELE 2");
        looking.look(account);

        assertThat(server.held()).containsExactly("one");
    }

    @Test
    void findsWhatCameWhereAnotherOfItsSizeLeft() {
        server.holding("one", letter("Boats")).holding("two", letter("Netsx"));
        var account = looking.account(server);
        looking.look(account);
        server.lose("one");
        server.holding("new", letter("Ropes"));
        server.answering(
                "STAT", "+OK 2 " + (letter("Boats").length() + letter("Netsx").length()));

        looking.look(account);

        assertThat(looking.rows(account)).extracting(LedgerRow::uidl).contains("new");
    }

    private Visits with(Intake intake) {
        return new Visits(drops, intake, recollecting, ledger, looking.claims, settings, ticker);
    }

    private static String digest(byte[] octets) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private static String letter(String subject) {
        return "From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject.hashCode()
                + "@example.org>\r\n\r\nHello.\r\n";
    }

    /** Where nothing can be written. */
    private static final class FullDisk implements Intake {

        @Override
        public Incoming begin() throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public Batch prepare(Account account, List<Arrival> arrivals) {
            throw new IllegalStateException("Nothing came");
        }

        @Override
        public void keep(Batch batch, Consumer<List<Kept>> alongside) {
            throw new IllegalStateException("Nothing came");
        }
    }

    /** Where files can be written, and tables cannot. */
    private final class BrokenDatabase implements Intake {

        @Override
        public Incoming begin() throws IOException {
            return looking.intake.begin();
        }

        @Override
        public Batch prepare(Account account, List<Arrival> arrivals) throws IOException {
            return looking.intake.prepare(account, arrivals);
        }

        @Override
        public void keep(Batch batch, Consumer<List<Kept>> alongside) throws IOException {
            looking.intake.keep(batch, kept -> {
                alongside.accept(kept);
                throw new DataAccessResourceFailureException("The database is not there");
            });
        }
    }
}
