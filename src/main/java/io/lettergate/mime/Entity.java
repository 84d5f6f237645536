package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part while it is being read. */
final class Entity {

    private static final int MOST_FIELDS = 2_000;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary", "quoted-printable");
    private static final Pattern ENCODING = Pattern.compile("[a-z0-9-]{1,40}");

    private final @Nullable Entity parent;
    private final int position;
    private final List<RawField> fields = new ArrayList<>();
    private final List<Part> children = new ArrayList<>();
    private byte[] octets = new byte[0];
    private long size;
    private boolean isMultipart;

    Entity(@Nullable Entity parent) {
        this.parent = parent;
        this.position = parent == null ? 1 : parent.children.size() + 1;
    }

    void add(RawField field) {
        if (fields.size() < MOST_FIELDS) {
            fields.add(field);
        }
    }

    void add(Part child) {
        children.add(child);
    }

    void becomeMultipart() {
        isMultipart = true;
    }

    /** The body of a leaf; of a multipart what stands before its first part, to show if there is none. */
    void hold(byte[] content) {
        octets = content;
        size = content.length;
    }

    /** The same where the octets stay where they are. */
    void measure(long length) {
        size = length;
    }

    byte[] octets() {
        return octets;
    }

    Part toPart() {
        var content = content("Content-Type");
        var disposition = content("Content-Disposition");
        var type = type(content.value());
        return new Part(
                number(type),
                type,
                Parameters.decode(content.parameters()),
                disposition(disposition.value()),
                Parameters.fileName(disposition.parameters(), content.parameters()),
                contentId(),
                encoding(),
                size,
                children);
    }

    /** A root with parts has no number of its own; its parts count from 1 (RFC 9051 §6.4.5). */
    private @Nullable PartNumber number(String type) {
        return parent == null && type.startsWith("multipart/") ? null : new PartNumber(path());
    }

    private String path() {
        if (parent == null || parent.parent == null) {
            return Integer.toString(position);
        }
        return parent.path() + "." + position;
    }

    /** A multipart without parts is the text it holds (RFC 2045 §5.2 for what says nothing of itself). */
    private String type(String declared) {
        boolean saysMultipart = declared.startsWith("multipart/");
        if (!children.isEmpty()) {
            return saysMultipart && TYPE.matcher(declared).matches() ? declared : "multipart/mixed";
        }
        if (saysMultipart) {
            boolean isTooDeep =
                    !isMultipart && content("Content-Type").parameters().containsKey("boundary");
            return isTooDeep ? "application/octet-stream" : "text/plain";
        }
        if (TYPE.matcher(declared).matches()) {
            return declared;
        }
        boolean inDigest = parent != null && declared.isEmpty() && parent.isDigest();
        return inDigest ? "message/rfc822" : declared.contains("/") ? "application/octet-stream" : "text/plain";
    }

    /** What parts its parts; nothing where it says of none. */
    @Nullable
    String boundary() {
        var content = content("Content-Type");
        return content.value().startsWith("multipart/") ? content.parameters().get("boundary") : null;
    }

    /** Whether a line before its body would be taken for a piece of it that was encoded. */
    boolean isEncoded() {
        return !PLAIN.contains(encoding());
    }

    private boolean isDigest() {
        return content("Content-Type").value().equals("multipart/digest");
    }

    private String encoding() {
        var encoding = ContentField.token(first("Content-Transfer-Encoding")).toLowerCase(Locale.ROOT);
        return ENCODING.matcher(encoding).matches() ? encoding : "7bit";
    }

    /** An unknown disposition counts as an attachment (RFC 2183 §2.8). */
    private static @Nullable String disposition(String value) {
        return value.isEmpty() ? null : value.equals("inline") ? "inline" : "attachment";
    }

    private @Nullable String contentId() {
        var ids = MessageIds.of(first("Content-ID"));
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private ContentField content(String name) {
        return ContentField.parse(first(name));
    }

    private String first(String name) {
        for (var field : fields) {
            if (field.is(name)) {
                return field.octets();
            }
        }
        return "";
    }
}
