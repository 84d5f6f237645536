package io.lettergate.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes a winmail.dat, attribute by attribute. */
public final class Winmail {

    private static final Charset ANSI = Charset.forName("windows-1252");

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    public Winmail() {
        number(0x223E9F78L, 4);
        number(1, 2);
    }

    public Winmail subject(String subject) {
        return attribute(1, 0x00018004L, (subject + "\0").getBytes(ANSI));
    }

    public Winmail body(String body) {
        return attribute(1, 0x0002800CL, (body + "\0").getBytes(ANSI));
    }

    /** With HTML among its properties. */
    public Winmail html(String html) {
        var properties = new Winmail(false);
        properties.number(1, 4);
        properties.property(0x1013, 0x102, html.getBytes(ANSI));
        return attribute(1, 0x00069003L, properties.toBytes());
    }

    /** With compressed RTF that is not compressed. */
    public Winmail rtf(String rtf) {
        var text = rtf.getBytes(StandardCharsets.US_ASCII);
        var packed = new Winmail(false);
        packed.number(text.length + 12L, 4);
        packed.number(text.length, 4);
        packed.number(0x414C454DL, 4);
        packed.number(0, 4);
        packed.octets.writeBytes(text);
        var properties = new Winmail(false);
        properties.number(1, 4);
        properties.property(0x1009, 0x102, packed.toBytes());
        return attribute(1, 0x00069003L, properties.toBytes());
    }

    /** With a file that has a short name, and a long one besides. */
    public Winmail file(String title, String longName, byte[] content) {
        attribute(2, 0x00069002L, new byte[14]);
        attribute(2, 0x00018010L, (title + "\0").getBytes(ANSI));
        attribute(2, 0x0006800FL, content);
        var properties = new Winmail(false);
        properties.number(1, 4);
        properties.property(0x3707, 0x1F, (longName + "\0").getBytes(StandardCharsets.UTF_16LE));
        return attribute(2, 0x00069005L, properties.toBytes());
    }

    private Winmail(boolean unused) {}

    public byte[] toBytes() {
        return octets.toByteArray();
    }

    private Winmail attribute(int level, long id, byte[] content) {
        number(level, 1);
        number(id, 4);
        number(content.length, 4);
        octets.writeBytes(content);
        int sum = 0;
        for (var octet : content) {
            sum += octet & 0xFF;
        }
        number(sum & 0xFFFF, 2);
        return this;
    }

    private void property(int id, int type, byte[] content) {
        number(type, 2);
        number(id, 2);
        number(1, 4);
        number(content.length, 4);
        octets.writeBytes(content);
        octets.writeBytes(new byte[(4 - content.length % 4) % 4]);
    }

    private void number(long value, int count) {
        for (int i = 0; i < count; i++) {
            octets.write((int) (value >> 8 * i));
        }
    }
}
