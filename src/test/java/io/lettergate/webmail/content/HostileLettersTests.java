package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import io.lettergate.Chromium;
import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Requirements;
import io.lettergate.Served;
import io.lettergate.Visitor;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.RawHtml;
import io.lettergate.safehtml.SafeHtml;
import io.lettergate.safehtml.Showing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hostile HTML as letters in a mailbox, opened in a real browser by somebody signed in: behind both walls, behind each
 * alone, and behind none, so that it is known that there was something to see. Some of the corpus; all of it with
 * lettergate.corpus.whole.
 */
@Needs({Needs.Need.DOVECOT, Needs.Need.CHROMIUM, Needs.Need.CORPUS})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"lettergate.data=target/test-data/hostile-letters", "lettergate.demo.enabled=false"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7_200)
class HostileLettersTests {

    private static final boolean WHOLE = Boolean.getBoolean("lettergate.corpus.whole");
    private static final int FRAMES = 20;
    private static final int TABS = 6;
    private static final int PAGES = WHOLE ? Integer.MAX_VALUE : 30;
    private static final int PAPERS = WHOLE ? 500 : 24;
    private static final int FRAMED = WHOLE ? Integer.MAX_VALUE : 200;
    private static final int OPENED_BARE = 80;
    /** Every host is the trap, but our own, and those that Chromium calls for itself. */
    private static final String HOSTS =
            "--host-resolver-rules=MAP lettergate.test:80 127.0.0.1:%d, MAP accounts.google.com ~NOTFOUND,"
                    + " MAP *.googleapis.com ~NOTFOUND, MAP * 127.0.0.1:%d";

    private static final String SANDBOX = "allow-popups allow-popups-to-escape-sandbox";
    private static final String FRAME = """
            ([addresses, sandbox]) => Promise.all(addresses.map((address) => new Promise((done) => {
              const frame = document.createElement('iframe');
              if (sandbox) frame.setAttribute('sandbox', sandbox);
              frame.referrerPolicy = 'no-referrer';
              frame.onload = () => done('');
              setTimeout(() => done(address), 20000);
              frame.src = address;
              document.body.append(frame);
            }))).then((late) => late.filter((address) => address))""";

    private final Switched walls;
    private final int port;
    private final List<String> hot = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private Trap trap;
    private Chromium chromium;
    private BrowserContext context;
    private String reader = "";
    private String account = "";
    private BrowserContext current;
    private int late;

    HostileLettersTests(Switched walls, @LocalServerPort int port) {
        this.walls = walls;
        this.port = port;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    /** Walls that can be taken away, here and nowhere else. */
    static final class Switched implements Walls {

        private volatile boolean cleans = true;
        private volatile boolean fences = true;

        void set(boolean cleaning, boolean fencing) {
            cleans = cleaning;
            fences = fencing;
        }

        @Override
        public SafeHtml clean(String untrusted, Showing showing) {
            return cleans ? MailHtml.sanitize(untrusted, showing) : RawHtml.of(untrusted);
        }

        @Override
        public Map<String, String> fence(String pictures, String pages) {
            return fences
                    ? Fence.headers(pictures, pages)
                    : Map.of(
                            "Content-Security-Policy",
                            "default-src * data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'",
                            "Content-Security-Policy-Report-Only",
                            "script-src 'none'",
                            "X-Frame-Options",
                            "SAMEORIGIN",
                            "Cross-Origin-Opener-Policy",
                            "unsafe-none");
        }
    }

    @TestConfiguration
    static class Doors {

        @Bean
        @Primary
        Switched switchedWalls() {
            return new Switched();
        }
    }

    @BeforeAll
    void open() throws Exception {
        reader = DovecotServer.shared().freshUser();
        deliver();
        trap = new Trap();
        chromium = Chromium.open(String.format(Locale.ROOT, HOSTS, port, trap.port()));
        context = chromium.browser().newContext();
        context.setDefaultTimeout(90_000);
        var page = context.newPage();
        page.navigate(Seen.ORIGIN + "/login");
        page.fill("[name=address]", reader);
        page.fill("[name=password]", DovecotServer.PASSWORD);
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        account = page.url().replaceAll(".*/mail/([^/]+)/.*", "$1");
        page.close();
        list();
    }

    /** Each payload is the HTML of a letter of its own. */
    private void deliver() throws Exception {
        var folder = Requirements.corpus().resolve("html-xss/open");
        var cases = JsonMapper.shared().readTree(folder.resolve("manifest.json").toFile());
        var received = Instant.parse("2026-11-21T09:42:00Z");
        try (var imap = DovecotServer.shared().imap(reader)) {
            for (int number = 0; number < cases.size(); number++) {
                var did = cases.get(number).get("chromium156_raw");
                boolean isHot = did.valueStream().anyMatch(JsonNode::asBoolean);
                if (WHOLE || (isHot && number % 3 == 0)) {
                    var html = Files.readAllBytes(
                            folder.resolve(cases.get(number).get("file").asString()));
                    imap.append("INBOX", letter(isHot ? "hot" : "cold", html), received);
                }
            }
        }
    }

    /** The ids of all letters, page by page, as the API gives them. */
    private void list() {
        try (var visitor = new Visitor(port)) {
            var at = "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages?limit=200";
            for (var next = at; next != null; ) {
                var page = JsonMapper.shared()
                        .readTree(visitor.call("GET", next, reader, DovecotServer.PASSWORD, "")
                                .body());
                page.at("/items").forEach(row -> {
                    all.add(row.path("id").asString());
                    if (row.toString().contains("\"hot\"")) {
                        hot.add(all.getLast());
                    }
                });
                var cursor = page.at("/page/next").asString("");
                next = cursor.isEmpty() ? null : at + "&cursor=" + cursor;
            }
        }
        assertThat(hot).hasSizeGreaterThan(FRAMED == Integer.MAX_VALUE ? 1_000 : FRAMED);
    }

    private static byte[] letter(String subject, byte[] html) {
        var source = "From: stranger@elsewhere.example\r\nTo: reader@vale.example\r\nSubject: " + subject + "\r\n"
                + "Date: Sat, 21 Nov 2026 09:42:00 +0000\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(html) + "\r\n";
        return source.getBytes(StandardCharsets.US_ASCII);
    }

    @AfterAll
    void close() throws IOException {
        if (chromium != null) {
            chromium.close();
            trap.close();
        }
    }

    @Test
    @DisplayName("R1 R2 R3 in the page of a letter nothing runs, nothing leaves, and nothing of ours is asked for")
    void nothingHappensInTheWholePage() {
        walls.set(true, true);

        var seen = watch("whole pages", WHOLE ? all : hot, PAGES, this::openPages);

        seen.isNothing();
        assertThat(trap.hosts()).isEmpty();
    }

    /** There the page itself is the frame. */
    @Test
    @DisplayName("R1 R2 R3 on paper nothing happens either, behind both walls and behind each alone")
    void nothingHappensOnPaper() {
        for (var standing : List.of(List.of(true, true), List.of(true, false), List.of(false, true))) {
            walls.set(standing.getFirst(), standing.getLast());

            var seen = watch("paper " + standing, WHOLE ? all : hot, PAPERS, this::openPapers);

            seen.leavesNothing();
        }
    }

    @Test
    @DisplayName("R1 R2 R3 behind the sanitizer alone nothing runs, nothing leaves, and nothing of ours is asked for")
    void nothingHappensBehindTheSanitizerAlone() {
        walls.set(true, false);

        var seen = watch("sanitizer alone", WHOLE ? all : hot, FRAMED, number -> openFrames(number, ""));

        seen.isNothing();
        assertThat(trap.hosts()).isEmpty();
    }

    /** A frame in the letter still makes Chromium open a connection to its host, in which nothing is asked. */
    @Test
    @DisplayName("R1 behind the frame alone nothing runs, and no request leaves")
    void nothingRunsBehindTheFrameAlone() {
        walls.set(false, true);

        var seen = watch("frame alone", WHOLE ? all : hot, FRAMED, number -> openFrames(number, SANDBOX));

        seen.leavesNothing();
    }

    /** Else the other tests would see nothing either. */
    @Test
    void muchHappensWithoutWalls() {
        walls.set(false, false);

        var seen = watch("no wall", hot, OPENED_BARE, number -> openFrames(number, ""));

        assertThat(seen.ran()).hasSizeGreaterThan(10);
        assertThat(seen.active()).isNotEmpty();
        assertThat(seen.outside()).isNotEmpty();
        assertThat(trap.hosts()).isNotEmpty();
    }

    /** Opens some letters. */
    private interface Opening {
        void open(List<String> letters);
    }

    private Seen watch(String wall, List<String> letters, int most, Opening opening) {
        long start = System.nanoTime();
        var chosen = some(letters, most);
        trap.reset();
        late = 0;
        Seen seen;
        try (var visitor = chromium.browser()
                .newContext(new Browser.NewContextOptions().setStorageState(context.storageState()))) {
            visitor.setDefaultTimeout(90_000);
            seen = Seen.by(visitor);
            current = visitor;
            opening.open(chosen);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d letters, %d shown, %d missing, %d still loading after 20 s; ran %d, would run %d, requests outside %d, requests inside %d, connections %d to %d hosts; %d s%n",
                wall,
                chosen.size(),
                seen.shown().size(),
                seen.missing().size(),
                late,
                seen.ran().size(),
                seen.active().size(),
                seen.outside().size(),
                seen.inside().size(),
                trap.calls(),
                trap.hosts().size(),
                (System.nanoTime() - start) / 1_000_000_000);
        assertThat(seen.shown()).hasSizeGreaterThanOrEqualTo(chosen.size() * 9 / 10);
        return seen;
    }

    private static List<String> some(List<String> letters, int most) {
        int step = Math.max(1, letters.size() / most);
        return IntStream.range(0, letters.size())
                .filter(number -> number % step == 0)
                .limit(most)
                .mapToObj(letters::get)
                .toList();
    }

    /** In frames of a page of ours, as what a browser is told by a test and not by a server may not ask this machine. */
    private void openFrames(List<String> letters, String sandbox) {
        for (int from = 0; from < letters.size(); from += FRAMES) {
            var addresses = letters.subList(from, Math.min(from + FRAMES, letters.size())).stream()
                    .map(letter -> "/message/%s/%s/body/1?view=pad".formatted(account, letter))
                    .toList();
            openFramed(addresses, sandbox);
        }
    }

    private void openPages(List<String> letters) {
        openTabs(letters, "/mail/" + account + "/role:inbox/%s");
    }

    private void openPapers(List<String> letters) {
        openTabs(letters, "/message/" + account + "/%s/print");
    }

    /** Several at once, as somebody with little patience would. */
    private void openTabs(List<String> letters, String path) {
        for (int from = 0; from < letters.size(); from += TABS) {
            var tabs = letters.subList(from, Math.min(from + TABS, letters.size())).stream()
                    .map(letter -> begin(path.formatted(letter)))
                    .toList();
            tabs.forEach(Page::waitForLoadState);
            tabs.getLast().waitForTimeout(250);
            tabs.forEach(Page::close);
        }
    }

    private Page begin(String path) {
        var tab = current.newPage();
        tab.navigate(Seen.ORIGIN + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return tab;
    }

    /** Without walls, a script may take the whole page elsewhere. */
    private void openFramed(List<String> addresses, String sandbox) {
        var page = current.newPage();
        try {
            page.navigate(Seen.ORIGIN + "/settings/reading");
            if (page.evaluate(FRAME, List.of(addresses, sandbox)) instanceof List<?> unended) {
                late += unended.size();
            }
            page.waitForTimeout(250);
        } catch (PlaywrightException ledAway) {
            assertThat(walls.cleans && walls.fences).isFalse();
        }
        page.close();
    }
}
