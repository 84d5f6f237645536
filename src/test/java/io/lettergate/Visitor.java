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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody who visits Lettergate over HTTP: by pages with cookies, or by calls with HTTP Basic. */
public final class Visitor implements AutoCloseable {

    private final String origin;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;

    public Visitor(int port) {
        this.origin = "http://127.0.0.1:" + port;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Types an address and a password into the sign-in page. */
    public HttpResponse<String> signIn(String address, String password) {
        return submit("/login", "/login", Map.of("address", address, "password", password));
    }

    /** Sends a form with the token of the page it stands on. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        var token = document(get(page)).select("input[name=_csrf]").attr("value");
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(origin + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encoded(token) + "&" + form)));
    }

    /** All cookies, as a browser would send them. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin + path)));
    }

    /** What the script of a page asks for, as its browser says. */
    public HttpResponse<String> getByScript(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin + path)).header("Sec-Fetch-Mode", "cors"));
    }

    /** A call with an address and a password, as a program makes it. */
    public HttpResponse<byte[]> call(String method, String path, String user, String password, String body) {
        return call(method, path, user, password, "application/json", body);
    }

    /** A call with a body of any type. */
    public HttpResponse<byte[]> call(
            String method, String path, String user, String password, String type, String body) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The lines of a stream that does not end, as they come. */
    public Stream<String> listen(String path, String user, String password) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        try {
            return client.send(request, BodyHandlers.ofLines()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static Document document(HttpResponse<String> response) {
        return Jsoup.parse(response.body(), response.uri().toString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
