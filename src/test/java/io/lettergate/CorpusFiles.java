package io.lettergate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the corpus, which is no part of this repository. */
public final class CorpusFiles {

    private CorpusFiles() {}

    /** All files of a folder with that ending; the test is skipped, or fails when strict, where there is no corpus. */
    public static List<Path> in(String folder, String ending) throws IOException {
        try (var files = Files.list(Requirements.corpus().resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
