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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody who walks from page to page, also to other sites and back, and fills in the forms that stand there. */
public final class Walker implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Goes there, wherever that leads. */
    public Document open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Sends the form of a page that has all these fields. */
    public Document submit(Document page, Map<String, String> fields) {
        var form = page.select("form[method=post]").stream()
                .filter(one -> fields.keySet().stream()
                        .noneMatch(name -> one.select("[name=" + name + "]").isEmpty()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(page.location() + " has no form for " + fields.keySet()));
        var values = new LinkedHashMap<String, String>();
        form.select("input[type=hidden]").forEach(input -> values.put(input.attr("name"), input.attr("value")));
        form.select("input[checked]").forEach(input -> values.put(input.attr("name"), input.attr("value")));
        values.putAll(fields);
        var body = values.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var action = form.attr("action").isEmpty() ? page.location() : form.absUrl("action");
        return send(HttpRequest.newBuilder(URI.create(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Document send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            return Jsoup.parse(response.body(), response.uri().toString());
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
