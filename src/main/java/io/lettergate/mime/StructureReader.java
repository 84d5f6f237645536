package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Builds the tree of parts from the tokens of a message, within limits of depth and number. */
final class StructureReader {

    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 2_000;
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();

    private final MimeTokenStream tokens = new MimeTokenStream(LENIENT);
    private final Deque<Entity> open = new ArrayDeque<>();
    private final Map<PartNumber, byte[]> leaves = new HashMap<>();
    private @Nullable Part root;
    private int parts;

    /** The tree, or nothing where not even a root was found. */
    @Nullable
    Part read(byte[] message) {
        try {
            tokens.parse(new WholeLines(message));
            while (parts <= MOST_PARTS && step()) {
                tokens.next();
            }
        } catch (MimeException | IOException unreadable) {
            // What was read so far stays.
        }
        while (!open.isEmpty()) {
            close();
        }
        return root;
    }

    /** The octets of the parts that have no parts. */
    Map<PartNumber, byte[]> leaves() {
        return leaves;
    }

    private boolean step() throws IOException {
        switch (tokens.getState()) {
            case T_START_MESSAGE, T_START_BODYPART -> open();
            case T_FIELD -> field();
            case T_END_HEADER ->
                tokens.setRecursionMode(open.size() > DEEPEST ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
            case T_START_MULTIPART -> current().becomeMultipart();
            case T_PREAMBLE, T_BODY -> {
                current().hold(tokens.getInputStream().readAllBytes());
                tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            }
            case T_END_MESSAGE, T_END_BODYPART -> close();
            case T_END_OF_STREAM -> {
                return false;
            }
            default -> {}
        }
        return true;
    }

    private void open() {
        open.push(new Entity(open.peek()));
        parts++;
    }

    private void field() {
        var raw = tokens.getField().getRaw();
        var field = raw == null ? null : RawField.of(new String(raw.toByteArray(), StandardCharsets.ISO_8859_1));
        if (field != null) {
            current().add(field);
        }
    }

    private void close() {
        var entity = open.pop();
        var part = entity.toPart();
        if (part.number() != null && part.children().isEmpty()) {
            leaves.put(part.number(), entity.octets());
        }
        if (open.isEmpty()) {
            root = part;
        } else {
            current().add(part);
        }
    }

    private Entity current() {
        return open.element();
    }
}
