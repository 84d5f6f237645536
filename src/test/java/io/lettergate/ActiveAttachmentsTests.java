package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that run where a browser shows them, opened by their own address; all of them with lettergate.slow. */
@Needs({Needs.Need.CHROMIUM, Needs.Need.CORPUS})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ActiveAttachmentsTests {

    private static final int STEP = Boolean.getBoolean("lettergate.slow") ? 1 : 12;
    private static final List<String> TYPES =
            List.of("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "image/png", "application/pdf");

    @LocalServerPort
    private int port;

    @Test
    @Timeout(600)
    @DisplayName("R17 no file runs in a browser, whatever it is and whatever it says it is")
    void noFileRuns() throws IOException {
        var ran = new ArrayList<String>();
        try (var caller = Caller.byPassword(port, "robin@vale.example", "demo");
                var chromium = Chromium.open()) {
            var account = json(caller.get("/api/v1/accounts")).at("/items/0/id").asString();
            var page = signedIn(chromium);
            page.onDialog(dialog -> {
                ran.add(dialog.message());
                dialog.dismiss();
            });
            page.onConsoleMessage(message -> ran.add(message.text()));
            for (var file : some()) {
                var filed = file(caller, account, file);
                for (int part = 2; part <= TYPES.size() + 1; part++) {
                    for (var path : List.of(
                            "/message/" + account + "/" + filed + "/part/" + part,
                            "/api/v1/accounts/" + account + "/messages/" + filed + "/parts/" + part)) {
                        assertSaved(file, path, caller, page);
                    }
                }
            }
        }

        assertThat(ran).isEmpty();
    }

    /** A file is saved and not shown: for a browser, going there goes nowhere. */
    private void assertSaved(Path file, String path, Caller caller, Page page) {
        if (path.startsWith("/api/")) {
            var headers = caller.get(path).headers();
            assertThat(headers.firstValue("Content-Disposition").orElse(""))
                    .as(path)
                    .startsWith("attachment");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("sandbox", "default-src 'none'");
        }
        var before = page.url();
        try {
            page.navigate(
                    "http://127.0.0.1:" + port + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            assertThat(path).as("shown, of " + file.getFileName()).isEmpty();
        } catch (PlaywrightException saved) {
            assertThat(saved.getMessage()).containsAnyOf("Download is starting", "ERR_ABORTED");
        }
        assertThat(page.url()).isEqualTo(before);
    }

    private Page signedIn(Chromium chromium) {
        var page = chromium.browser().newContext().newPage();
        page.navigate("http://127.0.0.1:" + port + "/login");
        page.fill("[name=address]", "robin@vale.example");
        page.fill("[name=password]", "demo");
        page.press("[name=password]", "Enter");
        page.waitForURL(Pattern.compile("/mail/"));
        return page;
    }

    private static List<Path> some() throws IOException {
        var folder = Requirements.corpus().resolve("active-attachments/open");
        var all = JsonMapper.shared()
                .readTree(folder.resolve("manifest.json").toFile())
                .valueStream()
                .map(entry -> folder.resolve(entry.path("file").asString()))
                .toList();
        var some = new ArrayList<Path>();
        for (int number = 0; number < all.size(); number += STEP) {
            some.add(all.get(number));
        }
        return some;
    }

    /** Files a message that carries the octets under each of the types, and gives its id. */
    private static String file(Caller caller, String account, Path file) throws IOException {
        var octets = Base64.getMimeEncoder().encodeToString(Files.readAllBytes(file));
        var message = new StringBuilder("Subject: files\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n");
        for (var type : TYPES) {
            message.append("--b\r\nContent-Type: ")
                    .append(type)
                    .append("; name=\"")
                    .append(file.getFileName())
                    .append("\"\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                    .append(octets)
                    .append("\r\n");
        }
        var answer = caller.send(
                "POST",
                "/api/v1/accounts/" + account + "/mailboxes/role:drafts/messages",
                "message/rfc822",
                message.append("--b--\r\n").toString().getBytes(US_ASCII));
        var filed = json(answer);
        if (filed.has("id")) {
            return filed.path("id").asString();
        }
        return json(caller.get("/api/v1/accounts/" + account + "/mailboxes/role:drafts/messages?limit=1"))
                .at("/items/0/id")
                .asString();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(new String(answer.body(), UTF_8));
    }
}
