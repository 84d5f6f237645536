package io.lettergate.mime.tnef;

import io.lettergate.mime.tnef.PackedMessage.PackedFile;
import io.lettergate.mime.tnef.Properties.Value;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a winmail.dat from its beginning to its end once, keeping of files only where they stand. */
public final class TnefReader {

    private static final long SIGNATURE = 0x223E9F78L;
    private static final int MOST_FILES = 2_000;
    private static final int MOST_ATTRIBUTES = 20_000;
    private static final int LARGEST_TEXT = 2 * 1024 * 1024;
    private static final int LONGEST_NAME = 4_096;
    private static final int OBJECT_ID = 16;

    private static final int ATT_SUBJECT = 0x8004;
    private static final int ATT_BODY = 0x800C;
    private static final int ATT_DATA = 0x800F;
    private static final int ATT_TITLE = 0x8010;
    private static final int ATT_BEGINS = 0x9002;
    private static final int ATT_MAPI = 0x9003;
    private static final int ATT_FILE_MAPI = 0x9005;
    private static final int ATT_CODEPAGE = 0x9007;

    private final TnefStream stream;
    private final Function<String, @Nullable Charset> charsets;
    private final Properties properties = new Properties(true);
    private final List<FileBuilder> files = new ArrayList<>();
    private Charset charset;
    private String subject = "";
    private @Nullable String body;

    private TnefReader(InputStream stream, Function<String, @Nullable Charset> charsets, Charset usual) {
        this.stream = new TnefStream(stream);
        this.charsets = charsets;
        this.charset = usual;
    }

    /**
     * Reads what there is; what is cut off, or makes no sense, ends the reading.
     *
     * @param charsets finds a charset by its name
     * @param usual the one of files that tell none
     * @return nothing where it is no winmail.dat
     */
    public static @Nullable PackedMessage read(
            InputStream stream, Function<String, @Nullable Charset> charsets, Charset usual) throws IOException {
        var reader = new TnefReader(stream, charsets, usual);
        try {
            if (!reader.begins()) {
                return null;
            }
            reader.stream.two();
            for (int i = 0; i < MOST_ATTRIBUTES && reader.files.size() <= MOST_FILES; i++) {
                reader.attribute();
            }
        } catch (EOFException ends) {
            // What was read so far stays.
        }
        return reader.message();
    }

    private boolean begins() throws IOException {
        try {
            return stream.four() == SIGNATURE;
        } catch (EOFException tooShort) {
            return false;
        }
    }

    private void attribute() throws IOException {
        int level = stream.octet();
        int id = (int) (stream.four() & 0xFFFF);
        long length = stream.four();
        long end = stream.position() + length;
        if (level == 1) {
            ofMessage(id, length, end);
        } else if (level == 2) {
            ofFile(id, length, end);
        } else {
            throw new EOFException("Attributes have a level of 1 or 2");
        }
        stream.skipTo(end);
        stream.two();
    }

    private void ofMessage(int id, long length, long end) throws IOException {
        switch (id) {
            case ATT_CODEPAGE -> codepage(length);
            case ATT_SUBJECT -> subject = words(length);
            case ATT_BODY -> body = words(length);
            case ATT_MAPI -> properties.read(stream, end);
            default -> {}
        }
    }

    private void codepage(long length) throws IOException {
        var named = length < 4 ? null : charsets.apply("cp" + stream.four());
        charset = named == null ? charset : named;
    }

    private void ofFile(int id, long length, long end) throws IOException {
        if (id == ATT_BEGINS || files.isEmpty()) {
            files.add(new FileBuilder());
        }
        var file = files.getLast();
        switch (id) {
            case ATT_TITLE -> file.title = words(Math.min(length, LONGEST_NAME));
            case ATT_DATA -> {
                file.start = stream.position();
                file.length = length;
            }
            case ATT_FILE_MAPI -> file.properties.read(stream, end);
            default -> {}
        }
    }

    private String words(long length) throws IOException {
        var octets = stream.octets((int) Math.min(length, LARGEST_TEXT));
        var words = new String(octets, charset);
        int end = words.indexOf('\0');
        return end < 0 ? words : words.substring(0, end);
    }

    private PackedMessage message() {
        var told = words(properties, Properties.SUBJECT);
        var html = properties.get(Properties.HTML);
        var plain = words(properties, Properties.BODY);
        var text = plain.isEmpty() ? body : plain;
        var markup = html == null ? "" : html.words(charset);
        var rtf = properties.get(Properties.RTF);
        if (markup.isEmpty() && rtf != null && rtf.octets() != null) {
            var words = RtfWords.of(CompressedRtf.expand(rtf.octets()), charset);
            markup = words.isHtml() ? words.words() : "";
            text = words.isHtml() || (text != null && !text.isBlank()) ? text : words.words();
        }
        return new PackedMessage(
                told.isEmpty() ? subject : told,
                text == null || text.isBlank() ? null : text,
                markup.isBlank() ? null : markup,
                files.stream()
                        .filter(FileBuilder::hasOctets)
                        .map(file -> file.build(charset))
                        .toList());
    }

    private String words(Properties from, int id) {
        var value = from.get(id);
        return value == null ? "" : value.words(charset);
    }

    /** A file while its attributes come. */
    private static final class FileBuilder {

        private final Properties properties = new Properties(false);
        private String title = "";
        private long start = -1;
        private long length;

        boolean hasOctets() {
            return start >= 0 || properties.get(Properties.DATA) != null;
        }

        PackedFile build(Charset charset) {
            var data = properties.get(Properties.DATA);
            var type = words(Properties.MIME_TAG, charset);
            if (data != null && data.isObject() && data.length() > OBJECT_ID) {
                return new PackedFile(
                        "winmail.dat",
                        type,
                        contentId(charset),
                        data.start() + OBJECT_ID,
                        data.length() - OBJECT_ID,
                        true);
            }
            boolean isApart = data != null && start < 0;
            return new PackedFile(
                    name(charset),
                    type,
                    contentId(charset),
                    data != null && isApart ? data.start() : start,
                    data != null && isApart ? data.length() : length,
                    false);
        }

        private String name(Charset charset) {
            for (var id : List.of(Properties.LONG_FILE_NAME, Properties.FILE_NAME, Properties.DISPLAY_NAME)) {
                var name = words(id, charset);
                if (!name.isBlank()) {
                    return name;
                }
            }
            return title;
        }

        private @Nullable String contentId(Charset charset) {
            var id = words(Properties.CONTENT_ID, charset);
            return id.isBlank() ? null : id;
        }

        private String words(int id, Charset charset) {
            Value value = properties.get(id);
            return value == null ? "" : value.words(charset);
        }
    }
}
