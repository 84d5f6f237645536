package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mime.Layout.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a message line by line. It comes to the same as {@link StructureReader}, but keeps no part. */
final class LayoutReader {

    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 2_000;
    private static final int LONGEST_NAME = 1_000;

    private final Lines lines;
    private final List<Open> open = new ArrayList<>();
    private final Map<PartNumber, Extent> extents = new HashMap<>();
    private final Fields fields = new Fields();
    private @Nullable Part root;
    private long body = -1;
    private boolean isHeaderOpen;
    private int parts;
    private int endBefore;

    LayoutReader(Lines lines) {
        this.lines = lines;
    }

    Layout read() throws IOException {
        open();
        while (parts <= MOST_PARTS && lines.next()) {
            line();
            endBefore = lines.lineEnd();
        }
        while (!open.isEmpty()) {
            close(lines.end(), parts <= MOST_PARTS);
        }
        if (root == null) {
            throw new IllegalStateException("A message without a root");
        }
        return new Layout(root, body < 0 ? lines.end() : body, extents, isHeaderOpen);
    }

    private void line() {
        int depth = depthOfBoundary();
        if (depth >= 0) {
            boundary(depth);
        } else if (current().inHeader) {
            header();
        }
    }

    /** The outermost multipart whose boundary this line is, or less than 0. */
    private int depthOfBoundary() {
        if (lines.octet(0) != '-' || lines.octet(1) != '-') {
            return -1;
        }
        for (int depth = 0; depth < open.size(); depth++) {
            var boundary = open.get(depth).boundary;
            if (boundary != null && lines.startsWith(boundary) && endsBoundary(boundary.length)) {
                return depth;
            }
        }
        return -1;
    }

    private boolean endsBoundary(int at) {
        return switch (lines.octet(at)) {
            case ' ', '\t', '\r', '\n' -> true;
            default -> isLast(at);
        };
    }

    private boolean isLast(int at) {
        return lines.octet(at) == '-' && lines.octet(at + 1) == '-';
    }

    private void boundary(int depth) {
        var multipart = open.get(depth);
        var boundary = multipart.boundary;
        while (open.size() > depth + 1) {
            close(lines.start() - endBefore, open.size() > depth + 2);
        }
        multipart.endPreamble(lines.start() - endBefore);
        if (boundary != null && isLast(boundary.length)) {
            multipart.boundary = null;
        } else {
            open();
            current().afterBareLine = boundary != null && lines.end() - lines.start() == boundary.length + 1L;
        }
    }

    private void header() {
        if (lines.isEmpty()) {
            boolean isOpen = current().end.isFound() && !ended().isEncoded();
            endHeader(isOpen ? current().end.at() : lines.end(), isOpen);
        } else if (endsAtBoundary()) {
            endHeader(lines.start(), true);
            line();
        } else {
            fields.add(lines, current().entity);
            if (!lines.isFold()) {
                current().end.pass(RawField.of(lines.text(LONGEST_NAME)), lines.start());
            }
        }
    }

    private Entity ended() {
        fields.end(current().entity);
        return current().entity;
    }

    /** Whether a multipart begins here without an empty line before its first boundary. */
    private boolean endsAtBoundary() {
        if (lines.octet(0) != '-' || lines.octet(1) != '-') {
            return false;
        }
        var parting = ended().boundary();
        return parting != null
                && open.size() <= DEEPEST
                && lines.startsWith(octets(parting))
                && endsBoundary(parting.length() + 2);
    }

    private static byte[] octets(String parting) {
        return ("--" + parting).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void endHeader(long start, boolean isOpen) {
        ended();
        current().endHeader(start, open.size() <= DEEPEST);
        isHeaderOpen |= isOpen;
        body = body < 0 ? start : body;
    }

    private void open() {
        open.add(new Open(new Entity(open.isEmpty() ? null : current().entity), lines.end()));
        parts++;
    }

    /**
     * Ends a part.
     *
     * @param cut whether its multipart ends here, too: a part of which nothing came before that is none
     */
    private void close(long end, boolean cut) {
        var closed = open.removeLast();
        if (cut && !open.isEmpty() && closed.isNothing(end)) {
            return;
        }
        if (closed.inHeader) {
            fields.end(closed.entity);
            boolean isOpen = closed.end.isFound() && closed.end.at() < end;
            closed.endHeader(isOpen ? closed.end.at() : Math.max(end, 0), open.size() < DEEPEST);
            isHeaderOpen |= isOpen;
            body = body < 0 && isOpen && open.isEmpty() ? closed.end.at() : body;
        }
        closed.endPreamble(end);
        closed.entity.measure(closed.length);
        var part = closed.entity.toPart();
        if (part.number() != null && part.children().isEmpty()) {
            extents.put(part.number(), new Extent(closed.start, closed.length));
        }
        if (open.isEmpty()) {
            root = part;
        } else {
            current().entity.add(part);
        }
    }

    private Open current() {
        return open.getLast();
    }

    /** A part whose end has not come. */
    private static final class Open {

        private final Entity entity;
        private final long from;
        private final HeaderEnd end = new HeaderEnd();
        private boolean inHeader = true;
        private boolean afterBareLine;
        private byte @Nullable [] boundary;
        private long start;
        private long length = -1;

        Open(Entity entity, long from) {
            this.entity = entity;
            this.from = from;
        }

        /** The parser takes a part for one where its boundary is followed by one octet; by two, it does not. */
        boolean isNothing(long end) {
            return afterBareLine ? from > end : from >= end;
        }

        void endHeader(long bodyStart, boolean mayHaveParts) {
            inHeader = false;
            start = bodyStart;
            var parting = mayHaveParts ? entity.boundary() : null;
            if (parting != null) {
                entity.becomeMultipart();
                boundary = octets(parting);
            }
        }

        /** What comes before the first part is all that a multipart holds itself. */
        void endPreamble(long end) {
            if (length < 0) {
                length = Math.max(0, end - start);
            }
        }
    }

    /** Gathers the fields of a header that tell of a part; all others pass by. */
    private static final class Fields {

        private static final int LONGEST = 64 * 1024;
        private static final int LONGEST_OF_MANY = 1024;
        private static final int MANY = 2 * 1024 * 1024;

        private final StringBuilder field = new StringBuilder();
        private long taken;

        void add(Lines lines, Entity entity) {
            if (!lines.isFold()) {
                end(entity);
            }
            if (field.isEmpty() || isTelling()) {
                int longest = taken > MANY ? LONGEST_OF_MANY : LONGEST + LONGEST_OF_MANY;
                field.append(lines.text(Math.max(0, longest - field.length())));
            }
        }

        void end(Entity entity) {
            var raw = isTelling() ? RawField.of(field.toString()) : null;
            if (raw != null) {
                taken += field.length();
                entity.add(raw);
            }
            field.setLength(0);
        }

        private boolean isTelling() {
            return field.length() > 8 && field.substring(0, 8).equalsIgnoreCase("content-");
        }
    }
}
