package io.lettergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Somebody who sends whatever they like, and is led nowhere: redirects are answers too. */
final class Caller implements AutoCloseable {

    private final String origin;
    private final HttpClient client;
    private UnaryOperator<HttpRequest.Builder> dress = UnaryOperator.identity();

    private Caller(int port) {
        this.origin = "http://127.0.0.1:" + port;
        this.client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Somebody whom nobody knows, without even the token that forms need. */
    static Caller stranger(int port) {
        return new Caller(port);
    }

    /** A program that sends its password with each call. */
    static Caller byPassword(int port, String user, String password) {
        return sending(
                port,
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** A program that sends a header with each call. */
    static Caller sending(int port, String header, String value) {
        var caller = new Caller(port);
        caller.dress = request -> request.header(header, value);
        return caller;
    }

    /** A stranger's browser, with the token that forms need. */
    static Caller withToken(int port) {
        var caller = new Caller(port);
        caller.fetchToken("/login");
        return caller;
    }

    /** A browser whose reader is signed in. */
    static Caller signedIn(int port, String user, String password) {
        var caller = withToken(port);
        var form = "address=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        var answer = caller.send("POST", "/login", "application/x-www-form-urlencoded", form);
        var place = answer.headers().firstValue("Location").orElse("none");
        if (answer.statusCode() != 302 || place.contains("/login")) {
            throw new IllegalStateException(user + " is not let in: " + answer.statusCode() + " " + place);
        }
        caller.fetchToken("/accounts");
        return caller;
    }

    private void fetchToken(String page) {
        dress = UnaryOperator.identity();
        var body = new String(send("GET", page, null, "").body(), StandardCharsets.UTF_8);
        var token = Jsoup.parse(body).select("input[name=_csrf]").attr("value");
        if (token.isEmpty()) {
            throw new IllegalStateException("There is no token on " + page);
        }
        dress = request -> request.header("X-CSRF-TOKEN", token);
    }

    /** From now on without the token that forms need. */
    void forgetToken() {
        dress = UnaryOperator.identity();
    }

    /** From now on with this header, and nothing else than its cookies. */
    void dressIn(String header, String value) {
        dress = request -> request.header(header, value);
    }

    HttpResponse<byte[]> get(String path) {
        return send("GET", path, null, "");
    }

    HttpResponse<byte[]> send(String method, String path, @Nullable String type, String body) {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> send(String method, String path, @Nullable String type, byte[] body) {
        return send(method, path, Map.of(), type, body);
    }

    HttpResponse<byte[]> send(
            String method, String path, Map<String, String> headers, @Nullable String type, byte[] body) {
        var request = dress.apply(HttpRequest.newBuilder(URI.create(origin + path)))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
