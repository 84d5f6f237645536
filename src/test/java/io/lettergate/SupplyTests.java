package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What others wrote and we ship. */
class SupplyTests {

    @Test
    @DisplayName("R86 every version in the build is one, and no range or moving one")
    void versionsArePinned() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));

        var versions = Pattern.compile("<(?:[a-z0-9.-]+[.])?version>([^<]*)</")
                .matcher(pom)
                .results()
                .map(found -> found.group(1));

        assertThat(versions.filter(version -> !version.equals("0.1.0-SNAPSHOT") && !version.contains("java.version")))
                .isNotEmpty()
                .allMatch(version -> version.matches("\\$\\{[a-z0-9.-]+}|[0-9][0-9A-Za-z._-]*"))
                .noneMatch(version -> version.contains("SNAPSHOT"));
    }

    @Test
    @DisplayName("R86 Angus Mail is one without the hole that 2.0.4 closed")
    void angusIsNewEnough() throws IOException {
        try (InputStream stream =
                getClass().getResourceAsStream("/META-INF/maven/org.eclipse.angus/angus-mail/pom.properties")) {
            assertThat(stream).isNotNull();
            var properties = new Properties();
            properties.load(stream);

            var version = Runtime.Version.parse(properties.getProperty("version"));

            assertThat(version).isGreaterThanOrEqualTo(Runtime.Version.parse("2.0.4"));
        }
    }

    @Test
    @DisplayName("R86 the build can write down all that is shipped, as CycloneDX")
    void theBuildWritesABillOfMaterials() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("cyclonedx-maven-plugin", "makeBom");
    }
}
