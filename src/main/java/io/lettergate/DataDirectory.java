package io.lettergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Makes the directory that keeps everything of ours, before anything is opened in it; others may not look inside. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class DataDirectory {

    @Bean
    static BeanFactoryPostProcessor dataDirectoryMaker(Environment environment) {
        return beans -> make(Path.of(environment.getRequiredProperty("lettergate.data")));
    }

    private static void make(Path directory) {
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The data directory " + directory + " cannot be made", unwritable);
        }
    }
}
