package io.lettergate;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.DockerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** What some tests need from the machine; without it they are skipped, or fail where {@code lettergate.strict} is true. */
public final class Requirements {

    private static final List<String> CHROMIUM =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final Map<String, Boolean> IMAGES = new ConcurrentHashMap<>();

    private Requirements() {}

    /** A Docker engine that answers. */
    public static void docker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            missing("no Docker engine answers; ./verify starts one");
        }
    }

    /** A Docker engine that has this image or can pull it. */
    public static void image(String name) {
        docker();
        if (!IMAGES.computeIfAbsent(name, image -> isHere(image) || canBePulled(image))) {
            missing("Docker neither has the image " + name + " nor can pull it; ./verify makes one");
        }
    }

    /** The Chromium of this machine. */
    public static Path chromium() {
        return CHROMIUM.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing("no Chromium at any of " + CHROMIUM));
    }

    /** The directory of messages and documents that tests read. */
    public static Path corpus() {
        return Stream.of(Path.of(System.getProperty("lettergate.corpus", "../shared/corpus")))
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> missing("no corpus; name its directory with -Dlettergate.corpus=…"));
    }

    private static boolean isHere(String image) {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (DockerException absent) {
            return false;
        }
    }

    private static boolean canBePulled(String image) {
        try {
            return DockerClientFactory.instance()
                    .client()
                    .pullImageCmd(image)
                    .start()
                    .awaitCompletion(5, TimeUnit.MINUTES);
        } catch (DockerException refused) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T missing(String reason) {
        return Boolean.getBoolean("lettergate.strict") ? fail(reason) : abort(reason);
    }
}
