package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Pictures that a letter has in the Web: held back, then fetched by us for a reader who asks, without scripts. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "lettergate.data=target/test-data/remote-pictures",
            "lettergate.demo.enabled=false",
            "lettergate.reading.authserv-ids=mx.pictures.example"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class RemotePicturesTests {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final List<Headers> HEADERS = new CopyOnWriteArrayList<>();
    private static final HttpServer WEB = web();

    @LocalServerPort
    private int port;

    private Surfer reader;
    private String inbox = "";

    private static HttpServer web() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
            var png = png();
            server.createContext("/", exchange -> {
                var path = exchange.getRequestURI().getPath();
                ASKED.add(path);
                HEADERS.add(exchange.getRequestHeaders());
                exchange.getResponseHeaders().add("Set-Cookie", "who=reader; Path=/");
                var body = switch (path) {
                    case "/svg" -> "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
                    case "/html" -> "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
                    case "/large" -> new byte[11 << 20];
                    default -> png;
                };
                if (path.equals("/away")) {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/secret.png");
                    exchange.sendResponseHeaders(302, -1);
                } else {
                    exchange.getResponseHeaders().add("Content-Type", "image/png");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] png() throws IOException {
        var octets = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", octets);
        return octets.toByteArray();
    }

    @DynamicPropertySource
    static void domain(DynamicPropertyRegistry registry) {
        MAIL.start();
        MAIL.setUser("ada@pictures.example", "ada@pictures.example", "secret");
        MAIL.setUser("kim@pictures.example", "kim@pictures.example", "secret");
        Served.by(registry, 0, "pictures.example", MAIL.getImap().getPort(), "NONE");
        registry.add(
                "lettergate.net.open.hosts[0]",
                () -> "127.0.0.1:" + WEB.getAddress().getPort());
    }

    @BeforeAll
    void open() {
        reader = new Surfer(port, "198.51.100.7");
        reader.signIn("ada@pictures.example", "secret");
        inbox = location("/mail");
    }

    @AfterAll
    void close() {
        reader.close();
        MAIL.stop();
        WEB.stop(0);
    }

    @Test
    @DisplayName("R4 R27 pictures are counted, named and held back, until the reader asks for them once")
    void showsPicturesOnceAndTrackersNever() {
        var letter = deliver(
                "news@once.example",
                "<p>Hello</p><img src='" + at("/a.png") + "' width=30><img src='" + at("/b.png") + "'>" + "<img src='"
                        + at("/t.png") + "' width=1 height=1>");

        var page = Jsoup.parse(reader.get(letter).body());
        assertThat(page.select(".held").text()).contains("2 images and 1 tracker held back");
        var held = reader.get(page.select("iframe.sheet").attr("src")).body();
        assertThat(held).contains("Hello").doesNotContain("/content/remote/", at(""));
        assertThat(ASKED).doesNotContain("/a.png", "/t.png");

        var shown =
                Jsoup.parse(reader.get(page.select("#show-once").attr("href")).body());
        var frame = reader.get(shown.select("iframe.sheet").attr("src"));
        var pictures = Jsoup.parse(frame.body()).select("img[src]").eachAttr("src");
        assertThat(frame.body()).doesNotContain(at(""));
        assertThat(pictures).hasSize(2).allMatch(source -> source.startsWith("/content/remote/"));
        var picture = reader.get(pictures.getFirst());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(ASKED).contains("/a.png").doesNotContain("/t.png");
        assertThat(Jsoup.parse(reader.get(letter).body()).select(".held").text())
                .contains("held back");
    }

    @Test
    @DisplayName("R27 what we ask for says nothing of the person, and the same is not asked for twice")
    void saysNothingOfThePerson() {
        var source = shown("news@quiet.example", "/quiet.png");

        reader.get(source, "User-Agent", "Something 1.0", "Referer", "http://127.0.0.1/mail", "Cookie2", "a");
        reader.get(source);

        assertThat(ASKED.stream().filter("/quiet.png"::equals)).hasSize(1);
        assertThat(HEADERS).allSatisfy(headers -> {
            assertThat(headers.keySet()).isSubsetOf("Host", "User-agent", "Connection", "Accept");
            assertThat(headers.getFirst("User-Agent")).isEqualTo("Lettergate");
        });
    }

    @Test
    @DisplayName("R20 R27 nobody else can use the address of a picture, nor make one")
    void givesPicturesToTheirReaderOnly() {
        var source = shown("news@mine.example", "/mine.png");

        try (var kim = new Surfer(port, "198.51.100.8")) {
            kim.signIn("kim@pictures.example", "secret");
            assertThat(kim.get(source).statusCode()).isEqualTo(404);
        }
        var middle = source.length() / 2;
        var changed =
                source.substring(0, middle) + (source.charAt(middle) == 'A' ? 'B' : 'A') + source.substring(middle + 1);
        assertThat(reader.get(changed).statusCode()).isEqualTo(404);
        assertThat(reader.get(source.replace("/content/remote/", "/content/")).statusCode())
                .isEqualTo(404);
        assertThat(ASKED).doesNotContain("/mine.png");
    }

    @Test
    @DisplayName("R22 R23 R27 what is no picture, is too large, or lies where nobody may reach, is not shown")
    void refusesWhatIsNoPicture() {
        assertThat(reader.get(shown("n@1.example", "/svg")).statusCode()).isEqualTo(404);
        assertThat(reader.get(shown("n@2.example", "/html")).statusCode()).isEqualTo(404);
        assertThat(reader.get(shown("n@3.example", "/large")).statusCode()).isEqualTo(404);
        assertThat(reader.get(shown("n@4.example", "/away")).statusCode()).isEqualTo(404);
        var inside = source("n@5.example", "http://127.0.0.1:" + port + "/login");
        assertThat(reader.get(inside).statusCode()).isEqualTo(404);
    }

    @Test
    void remembersASenderUntilThatIsForgotten() {
        var letter = deliver("news@always.example", "<img src='" + at("/always.png") + "'>");
        var held = Jsoup.parse(reader.get(letter).body());
        var form = held.select(".held form").attr("action");

        var kept = reader.post(letter, form, "want", "pictures", "back", letter);

        assertThat(kept.headers().firstValue("Location").orElse("")).endsWith(letter);
        var next = deliver("News@Always.example", "<img src='" + at("/next.png") + "'>");
        var page = Jsoup.parse(reader.get(next).body());
        assertThat(page.select(".held").text()).contains("always shown").doesNotContain("held back");
        assertThat(reader.get(page.select("iframe.sheet").attr("src")).body()).contains("/content/remote/");
        assertThat(reader.get("/settings/reading").body()).contains("news@always.example");

        reader.post("/settings/reading", "/settings/reading/forget", "sender", "news@always.example");

        assertThat(reader.get("/settings/reading").body()).doesNotContain("<bdi>news@always.example");
        assertThat(Jsoup.parse(reader.get(next).body()).select(".held").text()).contains("1 image held back");
    }

    @Test
    @DisplayName("R27 who only says that they are a sender whose pictures are wanted has none fetched")
    void asksAgainWhereTheSenderIsNotConfirmed() {
        var letter = deliver("news@known.example", "<img src='" + at("/known.png") + "'>");
        var form = Jsoup.parse(reader.get(letter).body()).select(".held form").attr("action");
        reader.post(letter, form, "want", "pictures", "back", letter);

        for (var verdict : List.of("fail", "none")) {
            var forged = deliver(
                    verdict.equals("fail") ? "NEWS@known.example" : "News@Known.Example",
                    verdict,
                    "<img src='" + at("/forged.png") + "'>");
            var page = Jsoup.parse(reader.get(forged).body());

            assertThat(page.select(".held").text())
                    .contains("1 image held back", "Show once", "did not confirm")
                    .doesNotContain("Always for this sender");
            assertThat(reader.get(page.select("iframe.sheet").attr("src")).body())
                    .doesNotContain("/content/remote/");
        }
    }

    @Test
    void goesBackToTheSendersColours() {
        var letter = deliver("news@colours.example", "<p style='color:#222;background:#fff'>words</p>");

        var adapted = Jsoup.parse(reader.get(letter).body());
        var own =
                Jsoup.parse(reader.get(adapted.select("#colours").attr("href")).body());

        assertThat(reader.get(adapted.select("iframe.sheet").attr("src")).body())
                .contains("light-dark(#222");
        assertThat(reader.get(own.select("iframe.sheet").attr("src")).body())
                .doesNotContain("light-dark(#222")
                .contains("color:#222");
    }

    @Test
    @DisplayName("R14 the API tells how much of a letter was left out")
    void theApiCountsWhatIsHeldBack() {
        deliver("api@held.example", "<img src='" + at("/1.png") + "'><img src='" + at("/2.png") + "' width=1>");

        try (var caller = Caller.byPassword(port, "ada@pictures.example", "secret")) {
            var account = inbox.split("/")[2];
            var at = "/api/v1/accounts/" + account;
            var list = new String(
                    caller.get(at + "/mailboxes/role:inbox/messages?limit=1").body(), StandardCharsets.UTF_8);
            var id = list.replaceAll("(?s).*?\"items\".*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            var message =
                    new String(caller.get(at + "/messages/" + id + "?body=html").body(), StandardCharsets.UTF_8);

            assertThat(message.replace(" ", "")).contains("\"heldBack\":{\"pictures\":1,\"trackers\":1}");
        }
    }

    /** The address from which we serve a picture of a letter. */
    private String shown(String sender, String path) {
        return source(sender, at(path));
    }

    private String source(String sender, String url) {
        var letter = deliver(sender, "<img src='" + url + "'>");
        var page = Jsoup.parse(reader.get(letter + "?pictures=show").body());
        var frame =
                Jsoup.parse(reader.get(page.select("iframe.sheet").attr("src")).body());
        return frame.select("img").attr("src");
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + WEB.getAddress().getPort() + path;
    }

    /** Puts a letter into the inbox, and says where it is. */
    private String deliver(String sender, String html) {
        return deliver(sender, "pass", html);
    }

    private String deliver(String sender, String verdict, String html) {
        try {
            var source = "Authentication-Results: mx.pictures.example; dmarc=" + verdict + "\r\nFrom: " + sender
                    + "\r\nTo: ada@pictures.example\r\nSubject: " + sender
                    + "\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html + "\r\n";
            MAIL.getUserManager()
                    .getUser("ada@pictures.example")
                    .deliver(new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8))));
        } catch (jakarta.mail.MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
        var rows = Jsoup.parse(reader.get(inbox).body()).select(".row .what a");
        return rows.stream()
                .filter(row -> row.text().contains(sender))
                .findFirst()
                .orElseThrow()
                .attr("href");
    }

    private String location(String path) {
        return reader.get(path).headers().firstValue("Location").orElseThrow().replaceAll("https?://[^/]+", "");
    }
}
