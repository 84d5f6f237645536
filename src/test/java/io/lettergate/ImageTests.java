package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image runs as docs/operate/docker.md says: unprivileged, with a read-only root, in front of a mail server. */
class ImageTests {

    private static final String IMAGE = "lettergate:test";

    private static @Nullable GenericContainer<?> started;

    private DovecotServer dovecot;
    private GenericContainer<?> lettergate;

    /** Before each and not before all, so that each is reported as skipped where Docker is missing. */
    @BeforeEach
    void buildAndStart() throws IOException, InterruptedException {
        Requirements.image("eclipse-temurin:25-jdk");
        Requirements.image("eclipse-temurin:25-jre");
        dovecot = DovecotServer.shared();
        if (started == null) {
            build();
            started = start(dovecot);
        }
        lettergate = started;
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.stop();
        }
    }

    @Test
    void runsUnprivileged() throws IOException, InterruptedException {
        assertThat(lettergate.execInContainer("id", "-u").getStdout()).isEqualTo("10001\n");
        assertThat(lettergate.execInContainer("cat", "/proc/1/status").getStdout())
                .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Uid:\t10001\t");
    }

    @Test
    void writesToItsVolumeOnly() throws IOException, InterruptedException {
        assertThat(lettergate.execInContainer("touch", "/app/here", "/etc/here").getStderr())
                .contains("/app/here': Read-only", "/etc/here': Read-only");
        assertThat(lettergate.execInContainer("ls", "/data").getStdout()).contains("lettergate.db");
    }

    @Test
    void readsMailThroughTheApi() throws IOException, InterruptedException {
        var user = dovecot.freshUser();
        dovecot.deliver(
                user, "From: Ada <ada@hill.example>\r\nSubject: Tides\r\n\r\nHigh at noon.\r\n".getBytes(UTF_8));

        var account = get(user, "/api/v1/accounts").at("/items/0/id").asString();
        var inbox = get(user, "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages");

        assertThat(inbox.at("/items")).hasSize(1);
        assertThat(inbox.at("/items/0/envelope/subject").asString()).isEqualTo("Tides");
    }

    private JsonNode get(String user, String path) throws IOException, InterruptedException {
        var address =
                URI.create("http://%s:%d%s".formatted(lettergate.getHost(), lettergate.getMappedPort(8080), path));
        var credentials = Base64.getEncoder().encodeToString((user + ":" + DovecotServer.PASSWORD).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        }
    }

    private static GenericContainer<?> start(DovecotServer dovecot) {
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(8080)
                .withEnv("LETTERGATE_DOMAINS_0_NAME", "*")
                .withEnv("LETTERGATE_DOMAINS_0_IMAP_HOST", dovecot.hostForContainers())
                .withEnv("LETTERGATE_DOMAINS_0_IMAP_PORT", "143")
                .withEnv("LETTERGATE_DOMAINS_0_IMAP_ENCRYPTION", "NONE")
                // Turns a cache that does not fit, which Java would pass over, into a failed start.
                .withEnv("JAVA_OPTS", "-XX:AOTMode=on")
                .withTmpFs(Map.of("/tmp", "noexec,nosuid"))
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withMemory(512L << 20))
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(3)));
        container.start();
        return container;
    }

    /** Host network, because not every engine gives a build one of its own. */
    private static void build() throws IOException, InterruptedException {
        var log = Files.createDirectories(Path.of("target")).resolve("image-build.log");
        var build = new ProcessBuilder("docker", "build", "--network=host", "--tag", IMAGE, ".")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!build.waitFor(20, TimeUnit.MINUTES)) {
            build.destroy();
        }
        assertThat(build.waitFor()).as(Files.readString(log)).isZero();
    }
}
