package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A large attachment through the REST API of a Lettergate with little memory, against the same octets fetched from the
 * same server by hand. With {@code -Dlettergate.bench=true} it is 50 MB, near and far, and the ratios are printed.
 */
@Needs(Need.DOVECOT)
class LargeAttachmentTests {

    private static final int RUNS = 3;

    @TempDir
    private Path directory;

    private final MessageDigest digest = sha256();
    private String user;

    @Test
    void passesThroughASmallHeap() throws Exception {
        measure(12_000_000, Duration.ZERO, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40})
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    void passesThroughASmallHeapAboutAsFastAsByHand(int milliseconds) throws Exception {
        measure(50_000_000, Duration.ofMillis(milliseconds), RUNS);
    }

    private void measure(int size, Duration roundTrip, int runs) throws Exception {
        var attachment = new byte[size];
        new Random(size).nextBytes(attachment);
        var expected = HexFormat.of().formatHex(digest.digest(attachment));
        user = DovecotServer.shared().freshUser();
        DovecotServer.shared().append(user, "INBOX", message(attachment), Instant.parse("2026-11-20T08:30:00Z"));

        try (var proxy = DelayingProxy.before(DovecotServer.shared(), roundTrip);
                var lettergate = ChildLettergate.before(proxy.port(), directory, List.of("-Xmx64m"));
                var client = HttpClient.newHttpClient()) {
            var part = request(lettergate, part(lettergate, client));
            long byHand = Long.MAX_VALUE;
            long decodedByHand = Long.MAX_VALUE;
            long throughTheApi = Long.MAX_VALUE;
            for (int run = 0; run < runs; run++) {
                byHand = Math.min(byHand, nanos(() -> fetch(proxy.port(), "BODY.PEEK[2]")));
                decodedByHand = Math.min(decodedByHand, nanos(() -> fetch(proxy.port(), "BINARY.PEEK[2]")));
                throughTheApi = Math.min(throughTheApi, nanos(() -> download(client, part)));
                assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected);
            }
            assertThat(lettergate.isAlive()).isTrue();
            assertThat(lettergate.log()).doesNotContain("OutOfMemoryError");
            print(size, roundTrip, byHand, decodedByHand, throughTheApi);
        }
    }

    private static void print(int size, Duration roundTrip, long byHand, long decodedByHand, long throughTheApi) {
        System.out.printf(
                "| %d MB | %d ms | by hand %.2f s | by hand, decoded %.2f s | API, 64 MiB heap %.2f s, %.0f MB/s"
                        + " | %.2f of by hand | %.2f of by hand, decoded |%n",
                size / 1_000_000,
                roundTrip.toMillis(),
                byHand / 1e9,
                decodedByHand / 1e9,
                throughTheApi / 1e9,
                size * 1e3 / throughTheApi,
                (double) throughTheApi / byHand,
                (double) throughTheApi / decodedByHand);
    }

    private void download(HttpClient client, HttpRequest part) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(part, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var octets = answer.body();
                var counted = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            octets.transferTo(counted);
        }
    }

    /** One command, one literal: as fast as this server gives it. */
    private void fetch(int port, String item) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var in = socket.getInputStream();
            socket.getOutputStream()
                    .write(("a LOGIN \"" + user + "\" " + MailServer.PASSWORD + "\r\nb EXAMINE INBOX\r\nc UID FETCH 1 "
                                    + item + "\r\n")
                            .getBytes(US_ASCII));
            var octets = new byte[64 << 10];
            var end = "";
            while (!end.contains("\r\nc OK")) {
                var count = in.read(octets);
                assertThat(count).isPositive();
                var last = new String(octets, Math.max(0, count - 80), Math.min(count, 80), ISO_8859_1);
                end = end.substring(Math.max(0, end.length() - 80)) + last;
            }
        }
    }

    private String part(ChildLettergate lettergate, HttpClient client) throws IOException, InterruptedException {
        var accounts = client.send(request(lettergate, "/api/v1/accounts"), BodyHandlers.ofString());
        var account = "/api/v1/accounts/"
                + JsonMapper.shared()
                        .readTree(accounts.body())
                        .at("/items/0/id")
                        .asString();
        var inbox =
                client.send(request(lettergate, account + "/mailboxes/role:inbox/messages"), BodyHandlers.ofString());
        var id = JsonMapper.shared().readTree(inbox.body()).at("/items/0/id").asString();
        return account + "/messages/" + id + "/parts/2";
    }

    private HttpRequest request(ChildLettergate lettergate, String path) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));
        return HttpRequest.newBuilder(lettergate.uri(path))
                .header("Authorization", "Basic " + credentials)
                .build();
    }

    private static byte[] message(byte[] attachment) {
        var start = """
                From: Ada <ada@example.org>
                Subject: large
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                See below.
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=large.bin
                Content-Transfer-Encoding: base64

                """.replace("\n", "\r\n").getBytes(US_ASCII);
        var encoded = Base64.getMimeEncoder().encode(attachment);
        var end = "\r\n--b--\r\n".getBytes(US_ASCII);
        var message = new byte[start.length + encoded.length + end.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(encoded, 0, message, start.length, encoded.length);
        System.arraycopy(end, 0, message, start.length + encoded.length, end.length);
        return message;
    }

    private static long nanos(Work work) throws IOException, InterruptedException {
        var start = System.nanoTime();
        work.go();
        return System.nanoTime() - start;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Something whose time is taken. */
    private interface Work {
        void go() throws IOException, InterruptedException;
    }
}
