package io.lettergate;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A real mail server in a container that lives as long as this run. Everybody may sign in with {@link #PASSWORD}. */
public abstract class MailServer {

    public static final String PASSWORD = "secret";

    static final int IMAP = 143;

    private final GenericContainer<?> container;
    private volatile Ports ports;

    MailServer(GenericContainer<?> container) {
        this.container = container;
    }

    /** Builds and starts the server whose Dockerfile lies in this directory of {@code src/test/docker}. */
    static GenericContainer<?> started(String name, Map<String, String> environment, Integer... ports) {
        Requirements.image("debian:bookworm-slim");
        var directory = Path.of("src/test/docker").resolve(name).toAbsolutePath();
        var image = new ImageFromDockerfile("lettergate-test-" + name + ":" + version(directory), false)
                .withFileFromPath(".", directory)
                .withBuildImageCmdModifier(build -> build.withNetworkMode("host"));
        var container = new GenericContainer<>(image)
                .withExposedPorts(ports)
                .withEnv(environment)
                .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return container;
    }

    /** Named by its content, so that two checkouts on one machine do not take each other's. */
    private static String version(Path directory) {
        try (var files = Files.list(directory)) {
            var sum = new CRC32();
            for (var file : files.sorted().toList()) {
                sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                sum.update(Files.readAllBytes(file));
            }
            return Long.toHexString(sum.getValue());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its name, with the first two numbers of its version. */
    public abstract String name();

    /** A name before the version that stands first in some text. */
    static String versioned(String name, String text) {
        var matcher = Pattern.compile("[0-9]+\\.[0-9]+").matcher(text);
        return matcher.find() ? name + " " + matcher.group() : name;
    }

    GenericContainer<?> container() {
        return container;
    }

    public String host() {
        return container.getHost();
    }

    /** IMAP in plain text. */
    public int imapPort() {
        return port(IMAP);
    }

    int port(int standard) {
        var bindings = ports == null ? null : ports.getBindings().get(ExposedPort.tcp(standard));
        return bindings == null ? container.getMappedPort(standard) : Integer.parseInt(bindings[0].getHostPortSpec());
    }

    /** Stops it, with all its connections, and starts it again; its mail stays, its ports may be others. */
    void restart() {
        var docker = DockerClientFactory.instance().client();
        docker.restartContainerCmd(container.getContainerId()).withTimeout(2).exec();
        ports = container.getCurrentContainerInfo().getNetworkSettings().getPorts();
    }

    void stop() {
        container.stop();
    }

    /** A user nobody has used, with empty mailboxes; the password is {@link #PASSWORD}. */
    public abstract String freshUser();

    /** Files a message as it is; more than one at a time go better through {@link #imap}. */
    public void append(String user, String mailbox, byte[] message, Instant receivedAt, String... flags) {
        try (var imap = imap(user)) {
            imap.append(mailbox, message, receivedAt, flags);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An IMAP session by hand, signed in. */
    public ImapWire imap(String user) throws IOException {
        var imap = new ImapWire(Wire.to(host(), imapPort()));
        imap.login(user);
        return imap;
    }
}
