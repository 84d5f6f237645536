package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Lettergate that collects a maildrop and removes what it has, killed at random instants while new mail comes: at the
 * end every message is here once. {@code ./drill pop3-crash} runs the long form.
 */
@Needs(Need.DOVECOT)
class Pop3CrashTests {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NEW_EACH_TIME = 20;
    private static final int LONGEST_LIFE = 1_000;
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final String WINDOW = "{\"mode\": \"never\", \"unreadIsSafe\": false, \"pollEvery\": \"PT5M\"}";
    private static final String[] SETTINGS = {
        "--lettergate.collecting.grace=PT0S",
        "--lettergate.collecting.lease=PT2S",
        "--lettergate.collecting.fresh=PT0S",
        "--lettergate.pop3.poller.confirm-after=PT1S"
    };

    @TempDir
    private Path directory;

    private final Random random = new Random(Long.getLong("lettergate.drill.seed", 2026));
    private final Set<String> delivered = new HashSet<>();
    private DovecotServer dovecot;
    private String user;

    @BeforeEach
    void begin() {
        dovecot = DovecotServer.shared();
        user = dovecot.freshUser();
    }

    @Test
    @DisplayName("P1 P2 P3 nothing is lost or doubled by twelve kills")
    void survivesTwelveKills() throws Exception {
        drill(12, 300);
    }

    @Test
    @DisplayName("P1 P2 P3 nothing is lost or doubled by hundreds of kills")
    @EnabledIfSystemProperty(named = "lettergate.drill", matches = "true")
    void survivesHundredsOfKills() throws Exception {
        drill(Integer.getInteger("lettergate.drill.kills", 300), Integer.getInteger("lettergate.drill.messages", 2000));
    }

    private void drill(int kills, int messages) throws Exception {
        deliver(messages);
        var left = new ArrayList<Long>();
        try (var proxy = DelayingProxy.before(dovecot.host(), dovecot::pop3Port, ROUND_TRIP)) {
            try (var first = CollectingLettergate.of(user, proxy.port(), directory, JAVA, SETTINGS)) {
                first.keep(WINDOW);
                first.child().kill();
            }
            for (int kill = 1; kill < kills; kill++) {
                killWhileItCollects(proxy);
                left.add(onServer());
            }
            try (var last = CollectingLettergate.of(user, proxy.port(), directory, JAVA, SETTINGS)) {
                collectTheRest(last);
                verify(last, kills, left);
            }
        }
    }

    /** Starts one, has it look, lets it live a moment, and kills it; mail comes meanwhile. */
    private void killWhileItCollects(DelayingProxy proxy) throws Exception {
        try (var lettergate = CollectingLettergate.of(user, proxy.port(), directory, JAVA, SETTINGS)) {
            deliver(NEW_EACH_TIME);
            goOn(lettergate);
            var asked = lettergate.send("POST", lettergate.account() + "/pop3/polls", "{}");
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE));
            lettergate.child().kill();
        }
    }

    private void collectTheRest(CollectingLettergate lettergate) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); onServer() > 0; ) {
            assertThat(System.nanoTime())
                    .as("%d are left on the server", onServer())
                    .isLessThan(end);
            goOn(lettergate);
            lettergate.look();
        }
    }

    /** Where too much would leave at once, a person has to look at the plan. */
    private static void goOn(CollectingLettergate lettergate) throws Exception {
        if (lettergate.get(lettergate.account() + "/pop3").path("held").asBoolean()) {
            lettergate.keep(WINDOW);
        }
    }

    private void verify(CollectingLettergate lettergate, int kills, List<Long> left) throws Exception {
        var here = copies(lettergate);
        var lost = delivered.stream().filter(one -> !here.containsKey(one)).count();
        var doubled = here.values().stream().filter(times -> times > 1).count();
        var strange =
                here.keySet().stream().filter(one -> !delivered.contains(one)).count();
        System.out.printf(
                "| %d kills | %d messages delivered | %d here | %d lost | %d doubled | left on the server after each"
                        + " kill: %s |%n",
                kills, delivered.size(), here.size(), lost, doubled, left);
        assertThat(lost).as("lost").isZero();
        assertThat(doubled).as("doubled").isZero();
        assertThat(strange).as("not as they were delivered").isZero();
    }

    /** How often each message is here, by digest. */
    private Map<String, Integer> copies(CollectingLettergate lettergate) throws Exception {
        var here = new HashMap<String, Integer>();
        var inbox = lettergate.account() + "/mailboxes/role:inbox/messages?limit=200";
        for (var next = inbox; !next.isEmpty(); ) {
            var page = lettergate.get(next);
            for (var row : page.path("items")) {
                var path = lettergate.account() + "/messages/" + row.path("id").asString() + "/raw";
                try (var raw = lettergate.raw(path)) {
                    var octets = raw.readAllBytes();
                    if (!isOurs(octets)) {
                        here.merge(digest(octets), 1, Integer::sum);
                    }
                }
            }
            var cursor = page.at("/page/next").asString("");
            next = cursor.isEmpty() ? "" : inbox + "&cursor=" + cursor;
        }
        return here;
    }

    /** Whether it is the letter before the first removal. */
    private static boolean isOurs(byte[] message) {
        return new String(message, ISO_8859_1).contains("\r\nFrom: Lettergate ");
    }

    private void deliver(int count) throws IOException {
        try (var imap = dovecot.imap(user)) {
            for (int i = 0; i < count; i++) {
                var name = "drill-" + delivered.size();
                var message = letter(name);
                imap.append("INBOX", message, Instant.parse("2026-11-20T08:30:00Z"));
                delivered.add(digest(message));
            }
        }
    }

    private byte[] letter(String name) {
        var text = new byte[random.nextInt(200) == 0 ? 200_000 : 300 + random.nextInt(4_000)];
        random.nextBytes(text);
        return ("From: Ada <ada@example.org>\r\nTo: " + user + "\r\nSubject: " + name + "\r\nMessage-ID: <" + name
                        + "@example.org>\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(text) + "\r\n.\r\n..\r\n.dots\r\n")
                .getBytes(US_ASCII);
    }

    private long onServer() throws IOException {
        try (var imap = dovecot.imap(user)) {
            var answer = String.join(" ", imap.command("STATUS INBOX (MESSAGES)"));
            return Long.parseLong(answer.replaceAll("(?s).*MESSAGES (\\d+).*", "$1"));
        }
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
