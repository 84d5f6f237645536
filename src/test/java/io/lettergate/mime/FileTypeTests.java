package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\u0089PNG\\r\\n\u001A\\n|image/png",
                "GIF89a|image/gif",
                "%PDF-1.7|application/pdf",
                "MZ\\0\\0|application/vnd.microsoft.portable-executable",
                "MZ is how my letter begins|text/plain",
                "PK\u0003\u0004x|application/zip",
                "PK\u0003\u0004xx META-INF/MANIFEST.MF|application/java-archive",
                "RIFF0000WEBP|image/webp",
                "0000ftypisom|video/mp4",
                "ID3|audio/mpeg",
                "#!/bin/sh|text/x-script",
                "  <!DOCTYPE html><p>|text/html",
                "<?xml version='1.0'?><svg xmlns='x'>|image/svg+xml",
                "<svg onload=x>|image/svg+xml",
                "<?xml version='1.0'?><a/>|text/xml",
                "Good morning|text/plain",
                "BEGIN:VCALENDAR|text/calendar",
                "\u0001\u0002\u0003|''",
            })
    void tellsByTheFirstOctets(String start, String type) {
        var octets = start.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");

        assertThat(FileType.of(octets.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(type);
    }

    @Test
    void nothingTellsNothing() {
        assertThat(FileType.of(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/zip,true",
        "application/msword,application/x-ole-storage,true",
        "application/octet-stream,application/pdf,true",
        "text/csv,text/plain,true",
        "application/json,text/plain,true",
        "audio/x-wav,audio/wav,true",
        "application/ics,text/calendar,true",
        "text/plain,text/calendar,true",
        "text/directory,text/vcard,true",
        "text/html,text/vcard,false",
        "image/png,text/calendar,false",
        "image/jpg,image/jpeg,true",
        "image/pjpeg,image/jpeg,true",
        "audio/mp3,audio/mpeg,true",
        "audio/wave,audio/wav,true",
        "application/x-zip,application/zip,true",
        "application/x-rar-compressed,application/vnd.rar,true",
        "application/x-tgz,application/gzip,true",
        "application/x-msdownload,application/vnd.microsoft.portable-executable,true",
        "application/pdf,application/vnd.microsoft.portable-executable,false",
        "image/png,text/html,false",
        "application/pdf,application/zip,false",
        "image/jpeg,'',true"
    })
    void comparesWithWhatIsSaid(String declared, String found, boolean agrees) {
        assertThat(FileType.agrees(declared, found)).isEqualTo(agrees);
    }

    @Test
    void takesTheCommandsOutOfEnrichedText() {
        assertThat(
                        EnrichedText.toPlain(
                                "<bold>Now</bold> is <italic>the</italic> time\nfor <<all>\n\n<nofill>a\nb</nofill><param>red</param>!"))
                .isEqualTo("Now is the time for <all>\na\nb!");
    }

    @Test
    @Timeout(30)
    @DisplayName("R53 commands that have no end keep nobody busy")
    void looksForTheEndOfACommandNearby() {
        assertThat(EnrichedText.toPlain("<a".repeat(1_000_000))).hasSize(2_000_000);
    }
}
