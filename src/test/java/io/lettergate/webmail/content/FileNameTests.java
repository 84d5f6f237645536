package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTests {

    @ParameterizedTest
    @CsvSource({
        "timetable.pdf,          timetable.pdf",
        "../../etc/passwd,       _.._etc_passwd",
        "C:\\windows\\a.exe,     C_windows_a.exe",
        "CON.txt,                _CON.txt",
        "...,                    file",
        "'',                     file",
        "Übersicht.pdf,          Übersicht.pdf"
    })
    @DisplayName("R19 names lose paths, controls, turned text and devices")
    void makesNamesHarmless(String given, String fit) {
        assertThat(FileName.of(given, "file")).isEqualTo(fit);
    }

    @Test
    void keepsTheEndingOfALongName() {
        var name = FileName.of("ü".repeat(500) + ".pdf", "file");

        assertThat(name).endsWith("ü.pdf");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
    }
}
