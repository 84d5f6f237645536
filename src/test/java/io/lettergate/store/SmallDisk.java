package io.lettergate.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** A real file system with little room, which can be full. */
final class SmallDisk implements AutoCloseable {

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Puts one there; the test is skipped where this process may not do that. */
    static SmallDisk at(Path place, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(place);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "lettergate", place.toString()) != 0) {
            throw new TestAbortedException("a small disk can be mounted by root only");
        }
        return new SmallDisk(place);
    }

    Path place() {
        return place;
    }

    /** Takes all the room that is left. */
    Path fill() throws IOException {
        var filler = place.resolve("filler");
        try (var file = Files.newOutputStream(filler)) {
            for (var octets = new byte[4096]; ; ) {
                file.write(octets);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "--lazy", place.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }
}
