package io.lettergate.moving;

import java.util.List;

/** What a copy of an account would carry, mailbox by mailbox. */
public record CopyPlan(List<Line> lines) {

    public CopyPlan {
        lines = List.copyOf(lines);
    }

    /**
     * One mailbox.
     *
     * @param source the whole name of the mailbox
     * @param target the whole name of where its messages go
     * @param isNew whether that is made first
     */
    public record Line(String source, String target, boolean isNew, long messages, long octets) {}

    public long messages() {
        return lines.stream().mapToLong(Line::messages).sum();
    }

    public long octets() {
        return lines.stream().mapToLong(Line::octets).sum();
    }
}
