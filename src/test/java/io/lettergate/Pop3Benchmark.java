package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Collecting 10,000 messages, and a look that finds nothing new, beside fetchmail, mpop and getmail6 on the same Dovecot;
 * a program that is not on the machine is left out.
 */
@Needs(Need.DOVECOT)
@EnabledIfSystemProperty(
        named = "lettergate.bench",
        matches = "true",
        disabledReason = "it takes minutes; -Dlettergate.bench=true runs it")
class Pop3Benchmark {

    private static final int MESSAGES = 10_000;
    private static final int LOOKS = 15;
    /** How long a program may take: getmail6 never ends where a delivery ends before it waits for it. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String before = dovecot.freshUser();
    private final String user = dovecot.freshUser();

    @Test
    void collectsTenThousandMessages() throws Exception {
        dovecot.fill(before, MESSAGES);
        dovecot.fill(user, MESSAGES);
        // Ours comes last: ext4 is slow to make files for a while after as many were removed.
        var fetchmail = program(fetchmail());
        var mpop = program(mpop());
        var getmail = program(getmail());
        var ours = lettergate();

        report("fetchmail, into one file", fetchmail, ours);
        report("mpop, into a Maildir", mpop, ours);
        report("getmail6, into a Maildir", getmail, ours);

        assertThat(ours.first()).as("nanoseconds for the first download").isPositive();
    }

    /** Nanoseconds of the first download, and of a look that finds nothing; absent in time is -1. */
    private record Times(long first, long nothing) {}

    private Times lettergate() throws Exception {
        var home = Files.createDirectory(directory.resolve("lettergate"));
        try (var young = CollectingLettergate.of(
                before,
                dovecot.pop3Port(),
                home,
                List.of("-Xmx256m"),
                "--lettergate.collecting.fresh=0s",
                "--lettergate.net.pace.host=1000")) {
            var cold = times(young);
            Times times;
            try (var warm = young.with(user)) {
                times = times(warm);
            }
            report("Lettergate, its first mailbox, into the durable store", cold, times);
            report("Lettergate, its second", times, times);
            return times;
        }
    }

    private static Times times(CollectingLettergate lettergate) throws Exception {
        var first = download(lettergate);
        var nothing = new ArrayList<Long>();
        for (int i = 0; i < LOOKS; i++) {
            var began = System.nanoTime();
            var look = lettergate.look(5);
            nothing.add(System.nanoTime() - began);
            assertThat(look.path("collected").asLong()).isZero();
        }
        Collections.sort(nothing);
        System.out.println("nothing new, from asking to hearing of its end, in milliseconds: "
                + nothing.stream().map(nanos -> nanos / 1_000_000).toList());
        return new Times(first, nothing.get(LOOKS / 2));
    }

    /** From the beginning of the first look to the end of the one that brought the last message, in nanoseconds. */
    private static long download(CollectingLettergate lettergate) throws Exception {
        while (true) {
            lettergate.look(250);
            var looks = lettergate
                    .get(lettergate.account() + "/pop3/polls")
                    .path("items")
                    .valueStream()
                    .toList();
            if (looks.stream()
                                    .mapToLong(look -> look.path("collected").asLong())
                                    .sum()
                            >= MESSAGES
                    && looks.stream().allMatch(look -> look.has("endedAt"))) {
                var began = looks.stream().map(look -> time(look, "startedAt")).min(Instant::compareTo);
                var ended = looks.stream().map(look -> time(look, "endedAt")).max(Instant::compareTo);
                return Duration.between(began.orElseThrow(), ended.orElseThrow())
                        .toNanos();
            }
        }
    }

    private static Instant time(JsonNode look, String field) {
        return Instant.parse(look.path(field).asString());
    }

    private List<String> fetchmail() throws IOException {
        var settings = secret("fetchmailrc", """
                set no bouncemail
                poll 127.0.0.1 protocol pop3 service %d uidl timeout 60
                  user "%s" password "%s" keep sslproto ''
                """.formatted(dovecot.pop3Port(), user, MailServer.PASSWORD));
        return List.of(
                "fetchmail",
                "-f",
                settings.toString(),
                "--idfile",
                directory.resolve("fetchids").toString(),
                "--pidfile",
                directory.resolve("fetchpid").toString(),
                "--bsmtp",
                directory.resolve("fetched").toString(),
                "--silent");
    }

    private List<String> mpop() throws IOException {
        var settings = secret("mpoprc", """
                account default
                host 127.0.0.1
                port %d
                user %s
                password %s
                tls off
                auth user
                keep on
                delivery maildir %s
                uidls_file %s
                """.formatted(
                        dovecot.pop3Port(), user, MailServer.PASSWORD, maildir("mpop"), directory.resolve("mpop-ids")));
        return List.of("mpop", "-C", settings.toString(), "-q");
    }

    private List<String> getmail() throws IOException {
        Files.createDirectories(directory.resolve("getmail"));
        var settings = secret("getmail/getmailrc", """
                [retriever]
                type = SimplePOP3Retriever
                server = 127.0.0.1
                port = %d
                username = %s
                password = %s
                [destination]
                type = Maildir
                path = %s/
                [options]
                delete = false
                read_all = false
                verbose = 0
                """.formatted(
                        dovecot.pop3Port(), user, MailServer.PASSWORD, maildir("getmail-mail")));
        return List.of("getmail", "--getmaildir", settings.getParent().toString(), "--rcfile", settings.toString());
    }

    private Path secret(String name, String text) throws IOException {
        var file = Files.writeString(directory.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path maildir(String name) throws IOException {
        for (var part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(directory.resolve(name).resolve(part));
        }
        return directory.resolve(name);
    }

    /** A program that is not on the machine has no times. */
    private @Nullable Times program(List<String> command) throws IOException, InterruptedException {
        return Files.isExecutable(Path.of("/usr/bin", command.getFirst()))
                ? new Times(run(command), run(command))
                : null;
    }

    /** How long it took in nanoseconds, -1 where it was not done in time. */
    private long run(List<String> command) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said.txt").toFile())
                .start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        var code = process.exitValue();
        if (code > 1) {
            System.out.println(command.getFirst() + " ended with " + code + ": "
                    + Files.readString(directory.resolve("said.txt")));
        }
        return System.nanoTime() - start;
    }

    private static void report(String name, @Nullable Times times, Times ours) {
        if (times == null) {
            System.out.println("| " + name + " | is not on this machine |");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | first download %s | ours is %s as fast | nothing new %s |%n",
                name,
                times.first() < 0
                        ? "not done in " + LONGEST.toSeconds() + " s"
                        : "%.2f s, %.0f/s".formatted(times.first() / 1e9, MESSAGES * 1e9 / times.first()),
                times.first() < 0
                        ? "more than %.0f times".formatted(LONGEST.toNanos() / (double) ours.first())
                        : "%.2f times".formatted(times.first() / (double) ours.first()),
                times.nothing() < 0 ? "not done" : "%.0f ms".formatted(times.nothing() / 1e6));
    }
}
