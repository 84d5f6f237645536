package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.ChildLettergate.Ended;
import io.lettergate.auth.factors.Codes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators run beside a Lettergate that serves, each as a process of its own. */
class CommandsTests {

    private static final String ROBIN = "robin@vale.example";
    private static final String TAKE_AWAY = "--lettergate.factors.take-away=";
    private static final String ROTATE = "--lettergate.vault.rotate=";

    @TempDir
    private Path directory;

    private GuardedServer server;
    private ChildLettergate lettergate;
    private Program robin;

    @BeforeEach
    void start() throws Exception {
        server = new GuardedServer();
        lettergate = ChildLettergate.before(server.port(), directory, List.of());
        robin = Program.withPassword(port(), ROBIN, "right");
    }

    @AfterEach
    void stop() throws Exception {
        robin.close();
        lettergate.close();
        server.close();
    }

    @Test
    @DisplayName("R64 the operator takes lost second factors away: sessions end, and the log says so")
    void takesLostFactorsAway() throws Exception {
        try (var browser = Caller.signedIn(port(), ROBIN, "right")) {
            addApp();
            assertThat(robin.get("/api/v1/session").code()).isEqualTo("second-factor-needed");
            assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(403);

            var taken = lettergate.command(TAKE_AWAY + "Robin@Vale.Example");

            assertThat(taken.status()).as(taken.said()).isZero();
            assertThat(taken.said())
                    .contains("robin@vale.example has no second factor any more: an app and 0 passkeys");
            assertThat(robin.get("/api/v1/factors").json().path("secondFactor").asBoolean(true))
                    .isFalse();
            assertThat(robin.get("/api/v1/factors")
                            .json()
                            .path("recoveryCodesLeft")
                            .asInt())
                    .isZero();
            // Another node, which is what the command is, is heard of within seconds.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(browser.get("/api/v1/session").statusCode())
                                    .isEqualTo(401));
            assertThat(robin.get("/api/v1/sessions").json().path("items")).isEmpty();
            assertThat(robin.get("/api/v1/audit").json().path("items").toString())
                    .contains("second factors taken away by the operator");
        }
    }

    @Test
    @DisplayName("R64 of somebody unknown, or without a second factor, nothing is taken, and the command says so")
    void takesNothingFromOthers() throws Exception {
        assertThat(robin.get("/api/v1/session").status()).isEqualTo(200);

        var none = lettergate.command(TAKE_AWAY + ROBIN);
        var nobody = lettergate.command(TAKE_AWAY + "nobody@vale.example");

        assertThat(none).extracting(Ended::status).isEqualTo(1);
        assertThat(none.said()).contains(ROBIN + " has no second factor. Nothing was changed.");
        assertThat(nobody).extracting(Ended::status).isEqualTo(1);
        assertThat(nobody.said()).contains("Nobody signs in with nobody@vale.example. Nothing was changed.");
    }

    @Test
    @DisplayName("R71 the keys of the vault change by a command while it serves")
    void changesTheKeysOfTheVault() throws Exception {
        addApp();

        var added = lettergate.command(ROTATE + "add-key");
        var early = lettergate.command(ROTATE + "drop-old-keys");
        var unknown = lettergate.command(ROTATE + "nonsense");

        assertThat(added.status()).as(added.said()).isZero();
        assertThat(added.said()).contains("A new key was added");
        assertThat(early.status()).as(early.said()).isEqualTo(1);
        assertThat(unknown.status()).as(unknown.said()).isEqualTo(1);
        assertThat(robin.get("/api/v1/session").code()).isEqualTo("second-factor-needed");
    }

    private void addApp() {
        var secret = robin.call("POST", "/api/v1/factors/app", "")
                .json()
                .path("secret")
                .asString();
        var code = "{\"code\": \"" + Codes.now(secret) + "\"}";
        assertThat(robin.call("PUT", "/api/v1/factors/app", code).status()).isEqualTo(200);
    }

    private int port() {
        return lettergate.uri("/").getPort();
    }
}
