package io.lettergate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that calls the API with the same header Authorization each time.
 *
 * @param proof what it sends there
 */
record Program(int port, String proof, HttpClient client) implements AutoCloseable {

    /** An answer, and its JSON. */
    record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {

        String code() {
            return json.path("code").asString("");
        }
    }

    static Program withPassword(int port, String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with(port, "Basic " + Base64.getEncoder().encodeToString(both));
    }

    static Program withToken(int port, String secret) {
        return with(port, "Bearer " + secret);
    }

    private static Program with(int port, String proof) {
        return new Program(
                port,
                proof,
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer call(String method, String path, String body, String... headers) {
        var request = request(path, headers)
                .header("Content-Type", body.startsWith("From:") ? "message/rfc822" : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()), response);
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What is there, as words. */
    String text(String path) {
        try {
            return client.send(request(path).build(), BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A stream that does not end by itself. */
    InputStream listen(String path) {
        try {
            return client.send(request(path).build(), BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", proof)
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
