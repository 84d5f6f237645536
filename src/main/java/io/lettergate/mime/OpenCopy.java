package io.lettergate.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A message as somebody else may see it: without the fields that tell who got a blind copy (RFC 5322 §3.6.3). All other
 * octets stay as they are.
 */
public final class OpenCopy {

    private static final Pattern HIDDEN = Pattern.compile("(?i)(?:resent-)?bcc[ \\t]*:.*", Pattern.DOTALL);
    private static final int LONGEST_LINE = 1 << 16;
    private static final int LONGEST_HEADER = 1 << 20;

    private final InputStream message;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();

    private OpenCopy(InputStream message) {
        this.message = message;
    }

    /** Reads the header of a message, and gives all that may be seen; with that the message is closed. */
    public static InputStream of(InputStream message) throws IOException {
        var copy = new OpenCopy(new BufferedInputStream(message));
        try {
            copy.readHeader();
        } catch (IOException broken) {
            message.close();
            throw broken;
        }
        return new SequenceInputStream(new ByteArrayInputStream(copy.header.toByteArray()), copy.message);
    }

    private void readHeader() throws IOException {
        boolean isHidden = false;
        for (int read = 0; read < LONGEST_HEADER; ) {
            var line = line();
            read += line.length();
            boolean isFold = line.startsWith(" ") || line.startsWith("\t");
            isHidden = isFold ? isHidden : HIDDEN.matcher(line).matches();
            if (!isHidden) {
                header.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            }
            if (line.isBlank() && !isFold) {
                return;
            }
        }
    }

    /** With its end; empty at the end of the message. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = message.read(); octet >= 0; octet = message.read()) {
            line.write(octet);
            if (octet == '\n' || line.size() == LONGEST_LINE) {
                break;
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
