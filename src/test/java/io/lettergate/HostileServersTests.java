package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer.Dialogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What mail servers do to a whole Lettergate: how much memory they can take, and whether others wait for them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileServersTests {

    private static final long BESIDE_IDLE = 32L << 20;
    private static final int DRIPS = 50;
    private static final int REQUESTS = 300;
    private static final int RATIO = 25;

    @TempDir
    private Path directory;

    /** What a server does in place of an answer to this command. */
    private record Hostility(String to, Deed deed) {}

    private interface Deed {
        void against(Dialogue client, String tag) throws IOException, InterruptedException;
    }

    @Test
    @DisplayName("R47 no server takes 32 MiB of heap, and after each of them others are served")
    void noServerTakesMuchHeap() throws Exception {
        var hostilities = hostilities();
        try (var honest = ScriptedServer.playing(client -> serve(client, null))) {
            var heap = idleHeap(honest) + BESIDE_IDLE;
            var servers = new LinkedHashMap<String, ScriptedServer>();
            hostilities.forEach(
                    (name, hostility) -> servers.put(name, ScriptedServer.playing(client -> serve(client, hostility))));

            try (var lettergate = start("small", honest, heap, servers)) {
                for (var name : hostilities.keySet()) {
                    var answer = mailOf(lettergate, "robin@" + name + ".example");

                    assertThat(answer.status())
                            .as("%s: %s", name, answer.json())
                            .isNotEqualTo(500);
                    assertThat(answer.status() < 400 || answer.json().has("detail"))
                            .as(name)
                            .isTrue();
                    assertThat(mailOf(lettergate, "robin@vale.example").status())
                            .as(name)
                            .isEqualTo(200);
                }
                assertThat(lettergate.isAlive()).isTrue();
                assertThat(lettergate.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
            }
            for (var server : servers.entrySet()) {
                assertThat(server.getValue().heard())
                        .as(server.getKey())
                        .anyMatch(line ->
                                line.contains(hostilities.get(server.getKey()).to()));
                server.getValue().close();
            }
        }
    }

    @Test
    @DisplayName("R49 while 50 servers drip, others wait no longer than many times what they wait without")
    void drippingServersKeepNobodyWaiting() throws Exception {
        var dripping = new CountDownLatch(DRIPS);
        var drip = new Hostility(" LIST ", (client, tag) -> {
            dripping.countDown();
            for (int octet = 0; octet < 100_000; octet++) {
                client.raw("x");
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        try (var honest = ScriptedServer.playing(client -> serve(client, null));
                var dripper = ScriptedServer.playing(client -> serve(client, drip));
                var lettergate = start("drips", honest, 512L << 20, Map.of("drip", dripper))) {
            mailOf(lettergate, "robin@vale.example");
            waits(lettergate);
            var without = waits(lettergate).getLast();

            for (int user = 0; user < DRIPS; user++) {
                var name = "user" + user + "@drip.example";
                Thread.ofVirtual().start(() -> mailOf(lettergate, name));
            }
            assertThat(dripping.await(2, TimeUnit.MINUTES)).isTrue();
            var with = waits(lettergate);

            System.out.printf("| 50 drips | slowest without %d us, p99 with %d us |%n", without, p99(with));
            assertThat(p99(with)).isLessThan(RATIO * without);
        }
    }

    private static long p99(List<Long> waits) {
        return waits.get(waits.size() * 99 / 100 - 1);
    }

    /** How long each of many requests of somebody with an honest server takes, in microseconds, the slowest last. */
    private static List<Long> waits(ChildLettergate lettergate) {
        try (var program = program(lettergate, "robin@vale.example")) {
            var mailboxes = account(program) + "/mailboxes";
            var waits = new ArrayList<Long>();
            for (int request = 0; request < REQUESTS; request++) {
                var begun = System.nanoTime();
                assertThat(program.get(mailboxes).status()).isEqualTo(200);
                waits.add((System.nanoTime() - begun) / 1_000);
            }
            return waits.stream().sorted().toList();
        }
    }

    /** Signs in, and asks for folders and messages; the first answer that is a refusal, or the last. */
    private static Program.Answer mailOf(ChildLettergate lettergate, String user) {
        try (var program = program(lettergate, user)) {
            var account = account(program);
            var mailboxes = program.get(account + "/mailboxes");
            return mailboxes.status() == 200 ? program.get(account + "/mailboxes/role:inbox/messages") : mailboxes;
        }
    }

    private static Program program(ChildLettergate lettergate, String user) {
        return Program.withPassword(lettergate.uri("/").getPort(), user, "right");
    }

    private static String account(Program program) {
        var accounts = program.get("/api/v1/accounts");
        assertThat(accounts.status()).as(accounts.json().toString()).isEqualTo(200);
        return "/api/v1/accounts/" + accounts.json().at("/items/0/id").asString();
    }

    /** What lives on the heap of one that has served its honest user. */
    private long idleHeap(ScriptedServer honest) throws Exception {
        try (var lettergate = start("idle", honest, 512L << 20, Map.of())) {
            mailOf(lettergate, "robin@vale.example");
            return lettergate.livingHeap();
        }
    }

    private ChildLettergate start(String name, ScriptedServer honest, long heap, Map<String, ScriptedServer> others)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "--lettergate.net.pace.host=500",
                "--lettergate.net.pace.node=500",
                "--lettergate.auth.limits.address=1000",
                "--lettergate.auth.limits.network=1000",
                "--lettergate.net.answer-timeout=20s"));
        for (var other : others.entrySet()) {
            var domain = "--lettergate.domains[" + (1 + (arguments.size() - 5) / 4) + "].";
            arguments.addAll(List.of(
                    domain + "name=" + other.getKey() + ".example",
                    domain + "imap.host=127.0.0.1",
                    domain + "imap.port=" + other.getValue().port(),
                    domain + "imap.encryption=NONE"));
        }
        return ChildLettergate.before(
                honest.port(),
                Files.createDirectory(directory.resolve(name)),
                List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
                arguments.toArray(String[]::new));
    }

    private static Map<String, Hostility> hostilities() {
        var all = new LinkedHashMap<String, Hostility>();
        all.put("literal", said(" LIST ", "* LIST () \"/\" {2147483000}\r\n", 1));
        all.put("line", said(" LIST ", "x".repeat(100_000), 10_000));
        all.put("lists", said(" LIST ", "* LIST () \"/\" folder\r\n".repeat(1_000), 10_000));
        all.put("depth", said(" LIST ", "(".repeat(100_000) + "\r\n", 1));
        all.put("exists", said(" SELECT ", "* 2147483000 EXISTS\r\n* 4294967295 EXISTS\r\n", 1_000));
        all.put("vanished", said(" SELECT ", "* VANISHED (EARLIER) 1:4294967295\r\n", 1_000));
        all.put("structure", said("FETCH ", "* 1 FETCH (BODYSTRUCTURE " + "(".repeat(100_000), 100));
        all.put("parts", new Hostility("FETCH ", (client, tag) -> {
            client.raw("* 1 FETCH (UID 7 FLAGS () RFC822.SIZE 5 BODYSTRUCTURE (");
            var parts = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)".repeat(1_000);
            for (int thousand = 0; thousand < 400; thousand++) {
                client.raw(parts);
            }
            client.say(" \"MIXED\"))");
        }));
        all.put(
                "header",
                said("FETCH ", "* 1 FETCH (UID 7 BODY[HEADER] {2147483000}\r\n" + "x: y\r\n".repeat(1_000), 20_000));
        return all;
    }

    /** Says something so many times, and then that all is well. */
    private static Hostility said(String to, String words, int times) {
        return new Hostility(to, (client, tag) -> {
            for (int time = 0; time < times; time++) {
                client.raw(words);
            }
            client.say("");
        });
    }

    /** A server with one mailbox and one message, which does its deed where it is due. */
    private static void serve(Dialogue client, Hostility hostility) throws IOException, InterruptedException {
        client.welcome("IMAP4rev1", "LITERAL+", "CONDSTORE", "ENABLE", "ESEARCH");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (hostility != null && line.contains(hostility.to())) {
                hostility.deed().against(client, tag);
            }
            for (var answer : answers(line)) {
                client.say(answer);
            }
            client.say(tag + " OK done");
        }
    }

    private static List<String> answers(String line) {
        if (line.contains(" LIST ")) {
            return List.of("* LIST () \"/\" INBOX");
        }
        if (line.contains(" SELECT ") || line.contains(" EXAMINE ")) {
            return List.of("* 1 EXISTS", "* OK [UIDVALIDITY 1] here", "* OK [UIDNEXT 8] next");
        }
        if (line.contains(" STATUS ")) {
            return List.of("* STATUS INBOX (MESSAGES 1 UNSEEN 0 UIDNEXT 8 UIDVALIDITY 1)");
        }
        if (line.contains("UID SEARCH")) {
            return List.of("* SEARCH 7");
        }
        return line.contains("FETCH ")
                ? List.of("* 1 FETCH (UID 7 FLAGS () INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5"
                        + " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER] {14}\r\n"
                        + "Subject: one\r\n)")
                : List.of();
    }
}
