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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

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
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();

    @Test
    void collectsTenThousandMessages() throws Exception {
        dovecot.fill(user, MESSAGES);
        var ours = lettergate();

        report("Lettergate, into the durable store", ours, ours);
        program("fetchmail, into one file", fetchmail(), ours);
        program("mpop, into a Maildir", mpop(), ours);
        program("getmail6, into a Maildir", getmail(), ours);

        assertThat(ours.first()).as("nanoseconds for the first download").isPositive();
    }

    /** Nanoseconds of the first download, and of a look that finds nothing; absent in time is -1. */
    private record Times(long first, long nothing) {}

    private Times lettergate() throws Exception {
        var home = Files.createDirectory(directory.resolve("lettergate"));
        try (var lettergate = CollectingLettergate.of(user, dovecot.pop3Port(), home, List.of("-Xmx256m"))) {
            var first = look(lettergate, MESSAGES);
            var nothing = new ArrayList<Long>();
            for (int i = 0; i < LOOKS; i++) {
                nothing.add(look(lettergate, 0));
            }
            Collections.sort(nothing);
            return new Times(first, nothing.get(LOOKS / 2));
        }
    }

    /** Looks until so many messages were collected; answers how long the looks took, in nanoseconds. */
    private static long look(CollectingLettergate lettergate, int messages) throws Exception {
        long took = 0;
        for (long collected = 0; ; ) {
            var look = lettergate.look();
            collected += look.path("collected").asLong();
            took += Duration.between(
                            Instant.parse(look.path("startedAt").asString()),
                            Instant.parse(look.path("endedAt").asString()))
                    .toNanos();
            if (collected >= messages) {
                return took;
            }
        }
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

    private void program(String name, List<String> command, Times ours) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin", command.getFirst()))) {
            System.out.println("| " + name + " | is not on this machine |");
            return;
        }
        report(name, new Times(run(command), run(command)), ours);
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

    private static void report(String name, Times times, Times ours) {
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
