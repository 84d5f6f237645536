package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.lettergate.Chromium;
import io.lettergate.Needs;
import io.lettergate.Requirements;
import io.lettergate.Visitor;
import io.lettergate.safehtml.MailHtml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hostile HTML in a real browser: behind both walls, the sanitizer and the frame, and behind each alone. */
@Needs({Needs.Need.CHROMIUM, Needs.Need.CORPUS})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1_200)
class HtmlIsolationTests {

    private static final String ORIGIN = "http://lettergate.test";
    private static final int STEP = Boolean.getBoolean("lettergate.slow") ? 1 : 8;
    private static final int OPEN_PAGES = 3;
    private static final Map<String, String> REPORTING =
            Map.of("Content-Security-Policy-Report-Only", "script-src 'none'; report-uri /report");
    /** Every host is the trap, but our own, and those that Chromium calls for itself. */
    private static final String HOSTS =
            "--host-resolver-rules=MAP lettergate.test:80 127.0.0.1:%d, MAP accounts.google.com ~NOTFOUND,"
                    + " MAP *.googleapis.com ~NOTFOUND, MAP * 127.0.0.1:%d";

    private static final String MARK = "lettergate-ran";
    private static final String TELL = "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])"
            + " window[name] = () => console.log('" + MARK + "', name);";

    private final ITemplateEngine templates;
    private final int port;
    private final List<String> payloads = new ArrayList<>();
    private final List<String> hot = new ArrayList<>();
    private Stand stand;
    private Trap trap;
    private Chromium chromium;

    HtmlIsolationTests(ITemplateEngine templates, @LocalServerPort int port) {
        this.templates = templates;
        this.port = port;
    }

    @BeforeAll
    void open() throws IOException {
        var folder = Requirements.corpus().resolve("html-xss/open");
        var cases = JsonMapper.shared().readTree(folder.resolve("manifest.json").toFile());
        for (int number = 0; number < cases.size(); number += STEP) {
            var payload = read(folder.resolve(cases.get(number).get("file").asString()));
            payloads.add(payload);
            if (cases.get(number).get("chromium156_raw").valueStream().anyMatch(JsonNode::asBoolean)) {
                hot.add(payload);
            }
        }
        stand = new Stand();
        trap = new Trap();
        chromium = Chromium.open(String.format(Locale.ROOT, HOSTS, stand.port(), trap.port()));
    }

    @AfterAll
    void close() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
        if (stand != null) {
            stand.close();
            trap.close();
        }
    }

    @Test
    void nothingHappensBehindBothWalls() throws IOException {
        var seen = look("both walls", sanitized(), frame(), pageHeaders(), Fence.headers(ORIGIN + "/content/"));

        seen.isNothing();
    }

    /** A frame in the message still makes Chromium open a connection to its host, so that this wall is not enough. */
    @Test
    void nothingRunsBehindTheFrameAlone() throws IOException {
        var seen = look("frame alone", raw(), frame(), pageHeaders(), Fence.headers(ORIGIN + "/content/"));

        assertThat(seen.ran()).isEmpty();
        assertThat(seen.inside()).isEmpty();
    }

    @Test
    void nothingHappensBehindTheSanitizerAlone() throws IOException {
        var seen = look("sanitizer alone", sanitized(), "", Map.of(), REPORTING);

        seen.isNothing();
    }

    /** Else the other tests would see nothing either. */
    @Test
    void muchHappensWithoutWalls() {
        var some = raw();

        var seen = look("no wall", some.subList(0, Math.min(160, some.size())), "", Map.of(), REPORTING);

        assertThat(seen.ran()).hasSizeGreaterThan(20);
        assertThat(seen.reports()).hasSizeGreaterThan(20);
        assertThat(seen.hosts()).isNotEmpty();
        assertThat(seen.inside()).isNotEmpty();
    }

    /** What was seen: scripts, reports of active content, connections to other hosts, requests of our own. */
    private record Seen(List<String> ran, List<String> reports, int calls, Set<String> hosts, List<String> inside) {

        void isNothing() {
            assertThat(ran).isEmpty();
            assertThat(reports).isEmpty();
            assertThat(hosts).isEmpty();
            assertThat(calls).isZero();
            assertThat(inside).isEmpty();
        }
    }

    private Seen look(
            String wall,
            List<String> documents,
            String frame,
            Map<String, String> pageHeaders,
            Map<String, String> headers) {
        long start = System.nanoTime();
        var ran = new ArrayList<String>();
        stand.show(new Stand.Show(documents, frame, pageHeaders, headers));
        trap.reset();
        try (var context = chromium.browser().newContext()) {
            context.setDefaultTimeout(60_000);
            watch(context, ran);
            visit(context, (documents.size() + Stand.FRAMES - 1) / Stand.FRAMES);
        }
        var seen = new Seen(ran, stand.reports(), trap.calls(), trap.hosts(), stand.others());
        System.out.printf(
                Locale.ROOT,
                "%s: %d cases (%d hot), %d different documents, %d shown; ran %d, reports %d, connections outside %d"
                        + " (to %d hosts), requests inside %d; %d s%n",
                wall,
                payloads.size(),
                hot.size(),
                documents.size(),
                stand.shown(),
                seen.ran().size(),
                seen.reports().size(),
                seen.calls(),
                seen.hosts().size(),
                seen.inside().size(),
                (System.nanoTime() - start) / 1_000_000_000);
        assertThat(stand.shown()).isEqualTo(documents.size());
        return seen;
    }

    private static void watch(BrowserContext context, List<String> ran) {
        context.addInitScript(TELL);
        context.onWebError(error -> ran.add(error.error()));
        context.onDialog(dialog -> {
            ran.add(dialog.message());
            dialog.dismiss();
        });
        context.onConsoleMessage(message -> {
            if (message.text().startsWith(MARK)) {
                ran.add(message.text());
            }
        });
    }

    /** Each page stays open while others load, so that what takes its time can happen. */
    private static void visit(BrowserContext context, int pages) {
        var open = new ArrayDeque<Page>();
        for (int number = 0; number < pages; number++) {
            var page = context.newPage();
            try {
                page.navigate(ORIGIN + "/page/" + number);
            } catch (PlaywrightException ledAway) {
                // Where no wall stands, a script may take the whole page elsewhere.
            }
            open.add(page);
            if (open.size() > OPEN_PAGES) {
                open.remove().close();
            }
        }
    }

    private List<String> sanitized() {
        return payloads.stream()
                .map(payload -> MailHtml.sanitize(payload, cid -> Optional.of("/content/picture")))
                .map(this::document)
                .distinct()
                .toList();
    }

    /** Only what does something without walls, by the corpus' own account. */
    private List<String> raw() {
        return hot.stream()
                .map(payload -> document(Map.of("markup", payload)))
                .distinct()
                .toList();
    }

    /** The document of the frame, as {@link BodyPage} shows it. */
    private String document(Object html) {
        return templates.process("message/body", new Context(Locale.ROOT, Map.of("html", html)));
    }

    /** What the page of a message says of the frame. */
    private static String frame() throws IOException {
        try (var template = HtmlIsolationTests.class.getResourceAsStream("/templates/messages/letter.html")) {
            var tag = Pattern.compile("<iframe[^>]* (sandbox=\"[^\"]*\" referrerpolicy=\"[^\"]*\")")
                    .matcher(new String(template.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(tag.find()).isTrue();
            return tag.group(1);
        }
    }

    /** What the running application says of its pages. */
    private Map<String, String> pageHeaders() {
        try (var visitor = new Visitor(port)) {
            var name = "Content-Security-Policy";
            return Map.of(name, visitor.get("/login").headers().firstValue(name).orElseThrow());
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
