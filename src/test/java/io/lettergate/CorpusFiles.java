package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the corpus, which is no part of this repository. */
public final class CorpusFiles {

    private CorpusFiles() {}

    /** All files of a folder with that ending; the test is skipped, or fails when strict, where there is no corpus. */
    public static List<Path> in(String folder, String ending) throws IOException {
        var directory = Path.of(System.getProperty("lettergate.corpus", "")).resolve(folder);
        if (Boolean.getBoolean("lettergate.strict")) {
            assertThat(directory).isDirectory();
        }
        assumeTrue(Files.isDirectory(directory), "The corpus is not here; set lettergate.corpus to its directory");
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
