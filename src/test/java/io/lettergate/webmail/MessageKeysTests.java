package io.lettergate.webmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MessageKeysTests {

    @Test
    void everyKeyHasOneText() throws IOException {
        var keys = Files.readAllLines(Path.of("src/main/resources/messages.properties")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();

        assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThan(500);
    }
}
