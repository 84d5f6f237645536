package io.lettergate.mime;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Python's email package as a child process: a reader of mail that shares nothing with us. */
final class PythonReader {

    private PythonReader() {}

    /** What it finds in the messages of a directory, in the order of their names. */
    static JsonNode read(Path directory) throws IOException, InterruptedException {
        var script = directory.resolve("read.py");
        try (var source = PythonReader.class.getResourceAsStream("/mime/read.py")) {
            Files.copy(source, script);
        }
        var answer = directory.resolve("answer.json");
        var python = start(script, directory, answer);
        if (!python.waitFor(120, TimeUnit.SECONDS) || python.exitValue() != 0) {
            python.destroyForcibly();
            throw new IllegalStateException("Python could not read the messages");
        }
        return JsonMapper.shared().readTree(Files.readString(answer));
    }

    private static Process start(Path script, Path directory, Path answer) {
        try {
            return new ProcessBuilder("python3", script.toString(), directory.toString())
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException absent) {
            return abort("There is no python3 on this machine, so nothing was read back by it");
        }
    }
}
