package io.lettergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** A browser whose cookies a test sees and changes, and which follows no redirect. */
final class Surfer implements AutoCloseable {

    private final int port;
    private final String address;
    private final Map<String, String> cookies = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One who comes from this address, as a proxy on this machine says. */
    Surfer(int port, String address) {
        this.port = port;
        this.address = address;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> signIn(String user, String password, String... more) {
        return post(
                "/login",
                "/login",
                Stream.concat(Stream.of("address", user, "password", password), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Sends a form with the token of the page that it stands on. */
    HttpResponse<String> post(String page, String path, String... fields) {
        var token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        var form = new StringBuilder("_csrf=" + encoded(token));
        for (var at = 0; at < fields.length; at += 2) {
            form.append('&').append(fields[at]).append('=').append(encoded(fields[at + 1]));
        }
        return send("POST", path, form.toString(), "Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            var answer = client.send(request(method, path, body, headers), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines of a stream, as they come. */
    Stream<String> listen(String path) throws IOException, InterruptedException {
        return client.send(request("GET", path, ""), BodyHandlers.ofLines()).body();
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Forwarded-For", address)
                .method(method, BodyPublishers.ofString(body));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private void keep(String header) {
        var pair = Arrays.asList(header.split(";", 2)).getFirst().split("=", 2);
        cookies.put(pair[0], pair[1]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
