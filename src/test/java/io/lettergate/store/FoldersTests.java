package io.lettergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTests {

    @TempDir
    Path data;

    private final List<Path> settled = new ArrayList<>();
    private Path mail;
    private Folders folders;

    @BeforeEach
    void begin() {
        mail = data.resolve("mail");
        folders = new Folders(mail, settled::add);
    }

    @Test
    void settlesEveryFolderThatANewOneLiesIn() throws IOException {
        folders.require(mail.resolve("accounts").resolve("one"));

        assertThat(mail.resolve("accounts").resolve("one")).isDirectory();
        assertThat(settled).containsExactly(mail.resolve("accounts"), mail, data);
    }

    @Test
    void trustsNoFolderThatAnotherProcessMadeJustNow() throws IOException {
        Files.createDirectories(mail.resolve("ab"));

        folders.require(mail.resolve("ab"));

        assertThat(settled).containsExactly(mail, data);
    }

    @Test
    void settlesOnceOnly() throws IOException {
        folders.require(mail.resolve("ab"));
        settled.clear();

        folders.require(mail.resolve("ab"));

        assertThat(settled).isEmpty();
    }

    @Test
    void makesAFolderAgainThatWasRemoved() throws IOException {
        folders.require(mail.resolve("ab"));
        Files.delete(mail.resolve("ab"));

        folders.require(mail.resolve("ab"));

        assertThat(mail.resolve("ab")).isDirectory();
    }
}
