package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that is quicker to refuse an address that it does not know, and what a stranger sees of that. */
class SignInTimingTests {

    /** Beyond this, two samples differ: by chance once in 150,000 times. */
    private static final double DIFFERS = 4.5;

    private static final int HASHES = 100_000;

    @TempDir
    private Path directory;

    private final AtomicInteger tried = new AtomicInteger();

    @Test
    @DisplayName("R60 the time of a refusal does not tell whether there is such a user")
    void theTimeOfARefusalTellsNothing() throws Exception {
        compare(40);
    }

    @Test
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    @DisplayName("R60 nor do the times of a thousand refusals")
    void theTimesOfAThousandRefusalsTellNothing() throws Exception {
        compare(500);
    }

    private void compare(int count) throws Exception {
        try (var server = ScriptedServer.playing(this::play)) {
            var bare = times(server, "bare", count, "0ms");
            var smoothed = times(server, "smoothed", count, "100ms");

            System.out.printf(
                    "| %d + %d refusals | t bare %.1f, smoothed %.1f |%n", count, count, t(bare), t(smoothed));
            assertThat(t(bare)).as("what the server tells").isGreaterThan(2);
            assertThat(Math.abs(t(smoothed))).isLessThan(DIFFERS);
        }
    }

    /** Refusals of somebody who has signed in before, and of nobody, one after the other. */
    private List<List<Double>> times(ScriptedServer server, String name, int count, String refusal) throws Exception {
        var data = Files.createDirectory(directory.resolve(name));
        var much = "=1000000";
        try (var lettergate = ChildLettergate.before(
                server.port(),
                data,
                List.of("-XX:TieredStopAtLevel=1"),
                "--lettergate.auth.limits.account" + much,
                "--lettergate.auth.limits.known" + much,
                "--lettergate.auth.limits.address" + much,
                "--lettergate.auth.limits.network" + much,
                "--lettergate.auth.limits.all" + much,
                "--lettergate.net.pace.host=500",
                "--lettergate.net.pace.node=500",
                "--lettergate.auth.limits.refusal=" + refusal)) {
            assertThat(ask(lettergate, "robin", "right")).isEqualTo(200);
            for (int warm = 0; warm < 20; warm++) {
                refused(lettergate, "robin", "warm" + warm);
                refused(lettergate, "nobody", "warm" + warm);
            }
            var known = new ArrayList<Double>();
            var unknown = new ArrayList<Double>();
            var before = tried.get();
            for (int guess = 0; guess < count; guess++) {
                known.add(refused(lettergate, "robin", "guess" + guess));
                unknown.add(refused(lettergate, "nobody", "guess" + guess));
            }
            assertThat(tried.get() - before)
                    .as("guesses that reached the server")
                    .isEqualTo(2 * count);
            return List.of(known, unknown);
        }
    }

    /** How long it took to refuse somebody, in milliseconds. */
    private static double refused(ChildLettergate lettergate, String user, String password) {
        var begun = System.nanoTime();
        var status = ask(lettergate, user, password);
        var taken = (System.nanoTime() - begun) / 1e6;
        assertThat(status).isEqualTo(401);
        return taken;
    }

    private static int ask(ChildLettergate lettergate, String user, String password) {
        try (var program = Program.withPassword(lettergate.uri("/").getPort(), user + "@vale.example", password)) {
            return program.get("/api/v1/session").status();
        }
    }

    /** Welch's t: how sure it is that two samples do not have the same mean. */
    private static double t(List<List<Double>> samples) {
        var one = samples.getFirst();
        var other = samples.getLast();
        return (mean(one) - mean(other)) / Math.sqrt(variance(one) / one.size() + variance(other) / other.size());
    }

    private static double mean(List<Double> sample) {
        return sample.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double variance(List<Double> sample) {
        var mean = mean(sample);
        return sample.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (sample.size() - 1);
    }

    /** Looks for the hash of a password only where there is such a user. */
    private void play(ScriptedServer.Dialogue client) throws IOException {
        client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
        for (var line = client.hear(); line != null; line = client.hear()) {
            var tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            if (line.contains("AUTHENTICATE PLAIN ")) {
                tried.incrementAndGet();
                client.say(tag + (isTaken(line) ? " OK welcome" : " NO [AUTHENTICATIONFAILED] no"));
            } else {
                client.say(tag + " OK done");
            }
        }
    }

    private static boolean isTaken(String line) {
        var said = new String(Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), UTF_8)
                .split("\0", -1);
        return said[1].startsWith("robin") && hashed(said[2]) && said[2].equals("right");
    }

    private static boolean hashed(String password) {
        try {
            var words = new PBEKeySpec(password.toCharArray(), "salt".getBytes(UTF_8), HASHES, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(words)
                            .getEncoded()
                            .length
                    == 32;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
