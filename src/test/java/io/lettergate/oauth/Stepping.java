package io.lettergate.oauth;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;

/** A browser that goes to a provider and back one step at a time. */
record Stepping(String origin, Harbour harbour, HttpClient client) implements AutoCloseable {

    Stepping(String origin, Harbour harbour) {
        this(
                origin,
                harbour,
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    HttpResponse<String> get(String place) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(place.startsWith("/") ? origin + place : place)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Begins to sign in, and answers the state of the question. */
    String ask() throws IOException, InterruptedException {
        return location(get("/login/at/harbour")).replaceAll(".*[?&]state=([^&]*).*", "$1");
    }

    /** Signs in there, and answers where the provider sends them back to. */
    String answered(String address) throws IOException, InterruptedException {
        var question = location(get("/login/at/harbour"));
        get(question);
        var form = Jsoup.parse(get(harbour.issuer() + "/login").body());
        var body = "username=" + address + "&password=" + Harbour.PASSWORD + "&_csrf="
                + form.select("input[name=_csrf]").attr("value");
        send(HttpRequest.newBuilder(URI.create(harbour.issuer() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
        return location(get(question));
    }

    /** What the sign-in page says. */
    String sentence() throws IOException, InterruptedException {
        return Jsoup.parse(get("/login?refused").body()).select("[role=alert]").text();
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Override
    public void close() {
        client.close();
    }
}
