package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.lettergate.ScriptedPop3Server;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Uidl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session on a maildrop whose server does what real ones won't do on demand. */
class OpenDropTests {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String ONE = "Subject: one\r\n\r\nbody\r\n";
    private static final String TWO = "Subject: two\r\n\r\n.dots.\r\n..\r\n";

    private final PopFixture fixture =
            PopFixture.with("lettergate.net.answer-timeout=5s", "lettergate.pop3.largest=4MB");
    private final ScriptedPop3Server server = new ScriptedPop3Server();

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
    }

    private ScriptedPop3Server two() {
        return server.holding("a", ONE).holding("b", TWO);
    }

    @Test
    void listsNumbersUidsAndSizesInOneGo() {
        two();
        try (var drop = fixture.open(server)) {
            var listing = drop.list();

            assertThat(listing)
                    .isEqualTo(new Listing(
                            List.of(
                                    new Listing.Entry(1, new Uidl("a"), ONE.length()),
                                    new Listing.Entry(2, new Uidl("b"), TWO.length())),
                            true,
                            true));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("P15 messages come byte for byte, with and without pipelining")
    void messagesComeByteForByte(boolean pipelining) throws IOException {
        two().holding("c", "x".repeat(1 << 20) + "\r\n").holding("d", "\0\u00ff bare\n.\r\nlf \r cr\r\n");
        server.offering(pipelining ? "PIPELINING" : "TOP", "USER");
        var taken = new Taken();

        try (var drop = fixture.open(server)) {
            drop.retrieve(List.of(4, 3, 2, 1, 2), taken);
        }

        assertThat(taken.log()).containsExactly("4", "ended", "3", "ended", "2", "ended", "1", "ended", "2", "ended");
        assertThat(taken.messages())
                .containsExactly("\0\u00ff bare\n.\r\nlf \r cr\r\n", "x".repeat(1 << 20) + "\r\n", TWO, ONE, TWO);
    }

    @Test
    void sendsAsManyCommandsAheadAsItMay() throws IOException {
        for (int count = 0; count < 40; count++) {
            server.holding("u" + count, ONE);
        }
        server.answering("RETR 1", (client, command) -> {
            for (int ahead = 2; ahead <= 16; ahead++) {
                assertThat(client.hear()).isEqualTo("RETR " + ahead);
            }
            client.raw(("+OK\r\n" + ONE + ".\r\n").repeat(16));
        });
        var taken = new Taken();

        try (var drop = fixture.open(server)) {
            drop.retrieve(IntStream.rangeClosed(1, 40).boxed().toList(), taken);
        }

        assertThat(taken.messages()).hasSize(40).containsOnly(ONE);
    }

    @Test
    void aMessageThatIsRefusedDoesNotStopTheOthers() throws IOException {
        two().answering("RETR 1", "-ERR [SYS/TEMP] not now");
        var taken = new Taken();

        try (var drop = fixture.open(server)) {
            drop.retrieve(List.of(1, 2), taken);
        }

        assertThat(taken.log()).containsExactly("refused 1 SYS_TEMP", "2", "ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Subject: one\r\n\r\nhal", "Subject: one\r\n\r\nhalf\r\n", "half\r\n.", "half\r\n.\r"})
    @DisplayName("P15 a connection cut inside a message is a failure, never a short message")
    void aCutMessageNeverEnds(String half) {
        two().answering("RETR", (client, command) -> {
            client.raw("+OK\r\n" + half);
            throw new ScriptedPop3Server.HangUp();
        });
        var taken = new Taken();

        try (var drop = fixture.open(server)) {
            assertThatThrownBy(() -> drop.retrieve(List.of(1), taken))
                    .isInstanceOf(MailFailure.ServerUnreachable.class);
        }

        assertThat(taken.log()).containsExactly("1");
    }

    @Test
    @DisplayName("P15 a server that ends with a dot behind a bare LF alone is waited for, and nothing is taken")
    void aDotBehindABareLineFeedDoesNotEnd() {
        try (var quick = PopFixture.with("lettergate.net.answer-timeout=1s");
                var drop = quick.open(two().answering("RETR", (client, command) -> client.raw("+OK\r\na\n.\r\n")))) {
            var taken = new Taken();

            assertThatThrownBy(() -> drop.retrieve(List.of(1), taken)).isInstanceOf(MailFailure.ServerSlow.class);

            assertThat(taken.log()).containsExactly("1");
        }
    }

    @Test
    void aServerThatKnowsNoCarriageReturnIsUnderstood() throws IOException {
        two().answering("RETR", (client, command) -> client.raw("+OK\nSubject: one\n\n..b\n.\n"));
        var taken = new Taken();

        try (var drop = fixture.open(server)) {
            drop.retrieve(List.of(1, 2), taken);
        }

        assertThat(taken.messages()).containsExactly("Subject: one\n\n.b\n", "Subject: one\n\n.b\n");
    }

    @Test
    @DisplayName("R47 a message without end is bounded, in memory and in all")
    void anEndlessMessageIsBounded() {
        two().answering("RETR", (client, command) -> {
            client.say("+OK");
            endless(client, "x".repeat(100_000));
        });
        try (var drop = fixture.open(server)) {
            var sum = new Sum();

            assertThatThrownBy(() -> drop.retrieve(List.of(1), sum))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("4194304");

            assertThat(sum.ended).isFalse();
        }
    }

    @Test
    @DisplayName("R47 a line without end is bounded")
    void anEndlessLineIsBounded() {
        two().answering("NOOP", (client, command) -> endless(client, "x".repeat(100_000)));
        try (var drop = fixture.open(server)) {
            var before = THREADS.getCurrentThreadAllocatedBytes();

            assertThatThrownBy(drop::noop).isInstanceOf(MailFailure.ServerUnreadable.class);

            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
        }
    }

    @Test
    @DisplayName("R47 a list without end is bounded")
    void anEndlessListIsBounded() {
        two().answering("LIST", (client, command) -> {
            client.say("+OK");
            endless(client, "1 1\r\n".repeat(20_000));
        });
        try (var small = PopFixture.with("lettergate.pop3.messages=1000");
                var drop = small.open(server)) {
            assertThatThrownBy(drop::list)
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("1000");
        }
    }

    @Test
    @DisplayName("R47 octets that drip do not hold us longer than an answer may take")
    void drippingOctetsEnd() {
        two().answering("NOOP", (client, command) -> {
            try {
                while (true) {
                    client.raw("x");
                    Thread.sleep(50);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        try (var quick = PopFixture.with("lettergate.net.answer-timeout=1s");
                var drop = quick.open(server)) {
            assertThatThrownBy(drop::noop).isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("R47 P16 numbers of any size cost nothing, and a listing that does not agree is not complete")
    void hugeCountsCostNothing() {
        two().answering("STAT", "+OK 2000000000 5000000000");
        try (var drop = fixture.open(server)) {
            assertThat(drop.count()).isEqualTo(new Count(2_000_000_000L, 5_000_000_000L));
            var before = THREADS.getCurrentThreadAllocatedBytes();

            var listing = drop.list();

            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
            assertThat(listing.complete()).isFalse();
            assertThat(listing.entries()).hasSize(2);
        }
    }

    @Test
    @DisplayName("P16 sizes beyond 4 GB are read")
    void largeSizesAreRead() {
        two().answering("LIST", (client, command) -> client.raw("+OK\r\n1 5368709120\r\n2 30\r\n.\r\n"));
        try (var drop = fixture.open(server)) {
            assertThat(drop.list().entries().getFirst().size()).isEqualTo(5_368_709_120L);
            assertThat(drop.list().complete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n1 a\r\nnonsense\r\n.\r\n",
                "+OK\r\n1 a\r\n2\r\n.\r\n",
                "+OK\r\n1 a\r\n99999999999999999999 b\r\n.\r\n",
                "+OK\r\n1 a\r\n-2 b\r\n.\r\n",
                "+OK\r\n1 a\r\n1 a\r\n.\r\n",
                "+OK\r\n1 a\r\n3 c\r\n.\r\n",
                "+OK\r\n1 a\r\n.\r\n",
            })
    @DisplayName("P16 a line that cannot be read is passed over, and the listing says that it is not complete")
    void aBadLineMakesAListingIncomplete(String uidls) {
        two().answering("UIDL", (client, command) -> client.raw(uidls));
        try (var drop = fixture.open(server)) {
            var listing = drop.list();

            assertThat(listing.complete()).isFalse();
            assertThat(listing.entries()).containsExactly(new Listing.Entry(1, new Uidl("a"), ONE.length()));
        }
    }

    @Test
    void uniqueIdsAreTakenOctetForOctet() {
        two().answering(
                        "UIDL",
                        (client, command) -> client.raw("+OK\r\n1 \u00fc a\tb \r\n2 " + "x".repeat(255) + "\r\n.\r\n"));
        try (var drop = fixture.open(server)) {
            assertThat(drop.list().entries())
                    .extracting(Listing.Entry::uidl)
                    .containsExactly(new Uidl("\u00fc a\tb "), new Uidl("x".repeat(255)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK\r\n1 a\r\n2", "+OK\r\n1 a\r\n2 b\r\n", "+OK\r\n", "+OK\r\n1 a\r\n."})
    @DisplayName("P9 a listing that is cut off is none")
    void aListingCutOffIsNone(String cut) {
        two().answering("UIDL", (client, command) -> {
            client.raw(cut);
            throw new ScriptedPop3Server.HangUp();
        });
        try (var drop = fixture.open(server)) {
            assertThatThrownBy(drop::list).isInstanceOf(MailFailure.ServerUnreachable.class);
        }
    }

    @Test
    @DisplayName("P14 a server without unique-ids is told from one that refuses them for now")
    void noUidlsAreToldFromARefusal() {
        two().answering("UIDL", "-ERR what");
        try (var drop = fixture.open(server)) {
            assertThatThrownBy(drop::list).isInstanceOf(MailFailure.ServerUnavailable.class);
        }
        server.offering("USER");

        try (var drop = fixture.open(server)) {
            var listing = drop.list();

            assertThat(listing.uidls()).isFalse();
            assertThat(listing.complete()).isTrue();
            assertThat(listing.entries()).extracting(Listing.Entry::uidl).containsOnlyNulls();
        }
    }

    @Test
    @DisplayName("P14 headers come by TOP, bounded, and a refusal is told")
    void headersComeByTop() {
        two().holding("c", "Subject: three\r\n\r\nbody\r\n")
                .answering("TOP 2", (client, command) -> client.say("-ERR no"));
        var tops = new Tops() {
            private final StringBuilder log = new StringBuilder();

            @Override
            public void came(int number, byte[] octets) {
                log.append(number).append(new String(octets, ISO_8859_1));
            }

            @Override
            public void refused(int number, Reply reply) {
                log.append("refused ").append(number).append(reply.words());
            }
        };

        try (var drop = fixture.open(server)) {
            assertThat(new String(drop.top(1, 0, 1000), ISO_8859_1)).isEqualTo("Subject: one\r\n\r\n");
            assertThat(drop.top(1, 0, 7)).asString(ISO_8859_1).isEqualTo("Subject");
            drop.tops(List.of(1, 3), 0, 9, tops);
            server.answering("TOP", "-ERR no");
            assertThatThrownBy(() -> drop.top(1, 0, 10)).isInstanceOf(PopRefused.class);
            drop.tops(List.of(1), 0, 9, tops);
        }

        assertThat(tops.log).hasToString("1Subject: 3Subject: refused 1no");
    }

    @Test
    @DisplayName("P6 a removal that is refused does not touch the others")
    void removalsAreAnsweredOneByOne() {
        two().holding("c", ONE).answering("DELE 2", "-ERR no");
        try (var drop = fixture.open(server)) {
            assertThat(drop.delete(List.of(1, 2, 3))).extracting(Reply::ok).containsExactly(true, false, true);
            assertThat(drop.quit().ok()).isTrue();
        }

        assertThat(server.held()).containsExactly("b");
    }

    @Test
    @DisplayName("P4 a goodbye that is refused is told")
    void aRefusedGoodbyeIsTold() {
        two().answering("QUIT", "-ERR some deleted messages not removed");
        try (var drop = fixture.open(server)) {
            assertThat(drop.quit()).isEqualTo(new Reply(false, null, "some deleted messages not removed"));
        }
    }

    @Test
    @DisplayName("P5 a goodbye whose answer is lost is a failure")
    void aLostGoodbyeIsAFailure() {
        two().hangingUpAt("QUIT");
        try (var drop = fixture.open(server)) {
            assertThatThrownBy(drop::quit).isInstanceOf(MailFailure.ServerUnreachable.class);
        }
    }

    @Test
    @DisplayName("P3 closing without a goodbye removes nothing")
    void closingRemovesNothing() {
        try (var drop = fixture.open(two())) {
            assertThat(drop.delete(1).ok()).isTrue();
        }

        assertThat(server.heard("QUIT")).isZero();
        assertThat(server.held()).containsExactly("a", "b");
    }

    @Test
    void whatTheTakerThrowsEndsTheSession() {
        two();
        try (var drop = fixture.open(server)) {
            assertThatThrownBy(() -> drop.retrieve(List.of(1, 2), new Sum() {
                        @Override
                        public void ended(int number) throws IOException {
                            throw new IOException("disk full");
                        }
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
        }
    }

    @Test
    void anAnswerThatIsNoneIsToldInASentence() {
        two().answering("NOOP", "maybe");
        try (var drop = fixture.open(server)) {
            assertThatThrownBy(drop::noop)
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("neither +OK nor -ERR");
        }
    }

    private static void endless(Dialogue client, String octets) throws IOException {
        while (true) {
            client.raw(octets);
        }
    }
}
