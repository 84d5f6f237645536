package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import io.lettergate.HttpsServer;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Asks a real server of the Web. */
class WebTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST = 1000;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.bearing("post.example", "autoconfig.post.example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsWhatStandsThereAndNothingWhereNothingStands() throws IOException {
        server.answer("post.example/here", "words");

        assertThat(get("/here?a=b%20c")).contains("words");
        assertThat(get("/elsewhere")).isEmpty();
        assertThat(server.asked()).containsExactly("post.example/here?a=b%20c", "post.example/elsewhere");
    }

    @Test
    void handsOverAFormAndFollowsNoRedirect() throws IOException {
        var heard = new CopyOnWriteArrayList<String>();
        server.answer("post.example/form", exchange -> {
            heard.add(exchange.getRequestMethod());
            heard.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
        });
        server.redirect("post.example/away", "/form");

        assertThat(post("/form")).isEqualTo(202);
        assertThat(heard.getFirst()).isEqualTo("POST");
        assertThat(heard.get(1)).startsWith("application/x-www-form-urlencoded");
        assertThat(heard.getLast()).isEqualTo("a=b");
        assertThat(post("/away")).isEqualTo(302);
        assertThat(post("/elsewhere")).isEqualTo(404);
        assertThat(heard).hasSize(3);
    }

    @Test
    @DisplayName("R25 redirects are followed where they may lead, three of them and no more")
    void followsThreeRedirects() throws IOException {
        server.answer("autoconfig.post.example/end", "words");
        server.redirect("post.example/1", "https://autoconfig.post.example:" + server.port() + "/end");
        server.redirect("post.example/2", "/1");
        server.redirect("post.example/3", "2");
        server.redirect("post.example/4", "3");

        assertThat(get("/3")).contains("words");
        assertThatThrownBy(() -> get("/4")).isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    @DisplayName("R27 no cookie, no referrer and nothing of the person goes along, only our name")
    void saysNothingOfThePerson() throws IOException {
        List<Headers> sent = new CopyOnWriteArrayList<>();
        server.answer("post.example/1", exchange -> {
            sent.add(exchange.getRequestHeaders());
            exchange.getResponseHeaders().add("Set-Cookie", "who=robin; Path=/");
            exchange.getResponseHeaders().add("Location", "/2");
            exchange.sendResponseHeaders(302, -1);
        });
        server.answer("post.example/2", exchange -> {
            sent.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, -1);
        });

        get("/1");

        assertThat(sent).hasSize(2).allSatisfy(headers -> {
            assertThat(headers.keySet()).isSubsetOf("Host", "User-agent", "Connection", "Accept");
            assertThat(headers.getFirst("User-Agent")).isEqualTo("Lettergate");
        });
    }

    @Test
    void readsNoMoreThanItMay() throws IOException {
        server.answer("post.example/fits", "x".repeat(LARGEST));
        server.answer("post.example/large", "x".repeat(LARGEST + 1));
        server.answer("post.example/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        });

        assertThat(get("/fits")).isPresent();
        assertThatThrownBy(() -> get("/large")).isInstanceOf(OutOfBoundsException.class);
        assertThatThrownBy(() -> get("/endless")).isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void othersWhoAskReadNoMoreThanAMegabyte() throws IOException {
        server.answer("post.example/large", "x".repeat((1 << 20) + 1));
        var request = outside(host -> List.of(InetAddress.getLoopbackAddress()))
                .web()
                .requests()
                .createRequest(url("/large"), HttpMethod.GET);

        try (var response = request.execute()) {
            assertThatThrownBy(() -> response.getBody().readAllBytes()).isInstanceOf(OutOfBoundsException.class);
        }
    }

    @Test
    void waitsNoLongerThanItMayWhateverDrips() throws InterruptedException {
        var ended = new CountDownLatch(1);
        server.answer("post.example/drips", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException | IOException gone) {
                ended.countDown();
            }
        });
        var web = outside(host -> List.of(InetAddress.getLoopbackAddress())).web();

        assertThatThrownBy(() -> web.get(url("/drips"), 1_000_000, Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class);

        ended.await();
    }

    @Test
    void trustsNoServerOfAnotherName() {
        var url = URI.create("https://other.example:" + server.port() + "/");
        var web = outside(host -> List.of(InetAddress.getLoopbackAddress()), "other.example")
                .web();

        assertThatThrownBy(() -> web.get(url, LARGEST, PATIENCE)).isInstanceOf(SSLException.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    @DisplayName("R24 what is connected to is what was checked, though the name means something else a moment later")
    void connectsToTheAddressThatWasChecked() throws IOException {
        server.answer("post.example/here", "words");
        Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "169.254.169.254"));
        var lookups = new AtomicInteger();
        var outside = Outside.open(
                new NetSettings.Open(List.of(), List.of("127.0.0.1"), List.of(server.port())),
                host -> {
                    lookups.incrementAndGet();
                    return List.of(InetAddress.ofLiteral(answers.removeFirst()));
                },
                server);

        assertThat(outside.web().get(url("/here"), LARGEST, PATIENCE)).isPresent();

        assertThat(lookups).hasValue(1);
        assertThatThrownBy(() -> outside.web().get(url("/here"), LARGEST, PATIENCE))
                .isInstanceOf(MailFailure.PolicyRefused.class);
    }

    @Test
    @DisplayName("R25 no proxy is taken from the environment")
    void takesNoProxyFromTheEnvironment() throws IOException {
        server.answer("post.example/here", "words");
        var visits = new AtomicInteger();
        try (var proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> count(proxy, visits));
            withProxy(
                    String.valueOf(proxy.getLocalPort()),
                    () -> assertThat(get("/here")).contains("words"));
        }
        assertThat(visits).hasValue(0);
    }

    private static void count(ServerSocket proxy, AtomicInteger visits) {
        try {
            proxy.accept().close();
            visits.incrementAndGet();
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void withProxy(String port, Work work) throws IOException {
        var names = List.of("http.proxy", "https.proxy", "socksProxy");
        names.forEach(name -> {
            System.setProperty(name + "Host", "127.0.0.1");
            System.setProperty(name + "Port", port);
        });
        try {
            work.run();
        } finally {
            names.forEach(name -> {
                System.clearProperty(name + "Host");
                System.clearProperty(name + "Port");
            });
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private Optional<String> get(String path) throws IOException {
        var page =
                outside(host -> List.of(InetAddress.getLoopbackAddress())).web().get(url(path), LARGEST, PATIENCE);
        return page.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(page.get().readAllBytes(), StandardCharsets.UTF_8));
    }

    private int post(String path) throws IOException {
        return outside(host -> List.of(InetAddress.getLoopbackAddress())).web().post(url(path), "a=b", PATIENCE);
    }

    private URI url(String path) {
        return URI.create("https://post.example:" + server.port() + path);
    }

    private Outside outside(Resolver resolver, String... more) {
        var hosts = new ArrayList<>(List.of("post.example", "autoconfig.post.example"));
        hosts.addAll(List.of(more));
        return Outside.open(new NetSettings.Open(hosts, List.of(), List.of(server.port())), resolver, server);
    }
}
