package io.lettergate.demo;

import io.lettergate.demo.Script.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The octets and the media type of a file in the sample mail, made on the spot from a few lines of a script. */
record Attachment(String type, Octets content) {

    /** Makes the octets when they are asked for. */
    interface Octets {
        byte[] octets();
    }

    byte[] octets() {
        return content.octets();
    }

    boolean isText() {
        return type.startsWith("text/") || type.startsWith("message/");
    }

    static Attachment of(Section section) {
        var text = section.text();
        return switch (section.kind()) {
            case "pdf" ->
                new Attachment("application/pdf", () -> Paper.pdf(text.lines().toList()));
            case "png", "inline" -> new Attachment("image/png", () -> Drawing.png(text));
            case "zip" -> new Attachment("application/zip", () -> zip(text));
            case "wav" -> new Attachment("audio/wav", () -> Horn.wav(Integer.parseInt(text)));
            case "csv" -> text("text/csv; charset=utf-8", text);
            case "vcf" -> text("text/vcard; charset=utf-8", text);
            case "ics" -> text("text/calendar; charset=utf-8", text);
            case "eml" -> text("message/rfc822", text);
            case "status" -> text("message/delivery-status", text);
            case "headers" -> text("text/rfc822-headers", text);
            case "file" -> text("text/plain; charset=utf-8", text);
            default -> throw new IllegalStateException("The demo makes no " + section.kind());
        };
    }

    /** The text itself, or the long one that a script asks for in its place. */
    static String generated(Optional<String> kind, String text) {
        return kind.isPresent() ? text + "\n\n" + TideTable.text() : text;
    }

    private static Attachment text(String type, String text) {
        return new Attachment(type, () -> (text.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String text) {
        var octets = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            for (var line : text.lines().toList()) {
                var file = line.split(": ", 2);
                var entry = new ZipEntry(file[0]);
                entry.setTime(1_750_000_000_000L);
                zip.putNextEntry(entry);
                zip.write(file[1].replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }
}
