package io.lettergate;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A whole Lettergate in a Java of its own, with as much memory as a test allows it. */
final class ChildLettergate implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final int port;

    private final List<String> command;

    private ChildLettergate(Process process, Path log, int port, List<String> command) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.command = List.copyOf(command);
    }

    /** How a process ended, and all that it said. */
    record Ended(int status, String said) {}

    /** Starts one that reaches vale.example on this port, in plain text. */
    static ChildLettergate before(int imapPort, Path data, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        return start(imapPort, "NONE", data, javaOptions, arguments);
    }

    /** Starts one that reaches vale.example in TLS, and trusts its authority. */
    static ChildLettergate secured(DovecotServer server, Path data, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        var authority = Files.writeString(data.resolve("authority.pem"), pem(server.caCertificate()));
        var all = Stream.concat(
                Stream.of(arguments),
                Stream.of(
                        "--lettergate.net.ssl-bundle=house",
                        "--spring.ssl.bundle.pem.house.truststore.certificate=" + authority.toUri()));
        return start(server.imapsPort(), "TLS", data, javaOptions, all.toArray(String[]::new));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ChildLettergate start(
            int imapPort, String encryption, Path data, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        var log = data.resolve("log-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".txt");
        var port = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-cp",
                classPath(),
                LettergateApplication.class.getName(),
                "--server.port=" + port,
                "--lettergate.data=" + data.resolve("data"),
                "--lettergate.domains[0].name=vale.example",
                "--lettergate.domains[0].imap.host=127.0.0.1",
                "--lettergate.domains[0].imap.port=" + imapPort,
                "--lettergate.domains[0].imap.encryption=" + encryption));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var child = new ChildLettergate(process, log, port, command);
        try {
            child.await();
            return child;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            child.close();
            throw failure;
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Runs a command of the operator beside it, with the same settings, and waits for its end. */
    Ended command(String argument) throws IOException, InterruptedException {
        var all = new ArrayList<>(command);
        all.add(argument);
        var beside = new ProcessBuilder(all).redirectErrorStream(true).start();
        var said = new String(beside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(beside.waitFor(), said);
    }

    /** What the Java of it says to a diagnostic command. */
    String diagnose(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid())));
        all.addAll(List.of(command));
        var jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        var said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    /** How many octets live on its heap (with {@code -XX:+UseSerialGC}). */
    long livingHeap() throws IOException, InterruptedException {
        diagnose("GC.run");
        return diagnose("GC.heap_info")
                .lines()
                .filter(line -> line.contains("generation") || line.contains("DefNew") || line.contains("Tenured"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) << 10)
                .sum();
    }

    /** Asks it to end, and says whether it did so in time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        process.destroy();
        return process.waitFor(time);
    }

    /** Ends it with SIGKILL: it has no time for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** What it logged last, to be read where something failed. */
    String lastLines() {
        try {
            var lines = log().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private void await() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var ready =
                    HttpRequest.newBuilder(uri("/actuator/health/readiness")).build();
            for (long end = System.nanoTime() + START.toNanos(); System.nanoTime() < end; ) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("It ended with " + process.exitValue() + ": " + log());
                }
                try {
                    if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // It is still starting.
                }
            }
        }
        throw new IllegalStateException("It did not start in " + START + ": " + log());
    }

    /** What this test runs with, but for the tests themselves, whose settings are not those of users. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                File.pathSeparator,
                Arrays.stream(all.split(File.pathSeparator))
                        .filter(Predicate.not(entry ->
                                entry.endsWith("test-classes") || entry.endsWith("test-classes" + File.separator)))
                        .toList());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
