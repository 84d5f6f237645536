package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the README tells people to type works, as it stands there. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadmeTests {

    @LocalServerPort
    private int port;

    @TempDir
    Path directory;

    @Test
    void itsCommandsReadFlagFileAndThrowAwayAMessage() throws IOException, InterruptedException {
        var output = directory.resolve("output").toFile();
        var shell = new ProcessBuilder("sh", "-eux", "-c", commands())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();

        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();

        var said = Files.readString(output.toPath());
        assertThat(shell.exitValue()).as(said).isZero();
        assertThat(said).contains("robin@vale.example", "Harbour launch plan", "\"$flagged\":true");
        assertThat(Files.readString(directory.resolve("message.eml"))).contains("Subject: Re: Harbour launch plan");
    }

    private String commands() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf("## From the command line"));
        var start = section.indexOf("```sh\n") + "```sh\n".length();
        return section.substring(start, section.indexOf("```", start)).replace("localhost:8080", "127.0.0.1:" + port);
    }
}
