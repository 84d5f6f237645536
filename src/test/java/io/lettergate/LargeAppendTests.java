package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A large message filed through the REST API of a Lettergate with little memory. */
@Needs(Need.DOVECOT)
class LargeAppendTests {

    private static final String HEADER =
            "From: Ada <ada@example.org>\r\nSubject: large\r\nMessage-ID: <large@x>\r\n\r\n";
    private static final String LINE = "0123456789abcdef".repeat(4) + "\r\n";

    @TempDir
    private Path directory;

    @Test
    void twentyMegabytesPassThroughASmallHeap() throws Exception {
        var user = DovecotServer.shared().freshUser();
        var message = (HEADER + LINE.repeat(20_000_000 / LINE.length())).getBytes(US_ASCII);
        var credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));

        try (var lettergate = ChildLettergate.before(DovecotServer.shared().imapPort(), directory, List.of("-Xmx64m"));
                var client = HttpClient.newHttpClient()) {
            var accounts = client.send(
                    HttpRequest.newBuilder(lettergate.uri("/api/v1/accounts"))
                            .header("Authorization", credentials)
                            .build(),
                    BodyHandlers.ofString());
            var account = JsonMapper.shared()
                    .readTree(accounts.body())
                    .at("/items/0/id")
                    .asString();
            var inbox = "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages";

            var filed = client.send(
                    HttpRequest.newBuilder(lettergate.uri(inbox))
                            .header("Authorization", credentials)
                            .header("Content-Type", "message/rfc822")
                            .POST(BodyPublishers.ofByteArray(message))
                            .build(),
                    BodyHandlers.ofString());
            var raw = client.send(
                    HttpRequest.newBuilder(lettergate.uri("/api/v1/accounts/" + account + "/messages/"
                                    + JsonMapper.shared()
                                            .readTree(filed.body())
                                            .at("/id")
                                            .asString()
                                    + "/raw"))
                            .header("Authorization", credentials)
                            .build(),
                    BodyHandlers.ofByteArray());

            assertThat(filed.statusCode()).isEqualTo(201);
            assertThat(raw.statusCode()).isEqualTo(200);
            assertThat(raw.body()).isEqualTo(message);
            assertThat(lettergate.log()).doesNotContain("OutOfMemoryError");
        }
    }
}
