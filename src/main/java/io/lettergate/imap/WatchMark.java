package io.lettergate.imap;

import org.jspecify.annotations.Nullable;

/**
 * Where a watch stands: what it knows, to be kept for the next one.
 *
 * @param inbox absent before the first look
 */
record WatchMark(@Nullable InboxState inbox, FolderCounts folders) {

    /** An inbox in more pieces than that is read anew. */
    private static final int LONGEST_LINE = 100_000;

    static WatchMark parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new WatchMark(null, FolderCounts.NONE);
        }
        var lines = text.lines().toList();
        return new WatchMark(
                InboxState.parse(lines.getFirst()).orElse(null),
                FolderCounts.parse(lines.stream().skip(1)));
    }

    @Override
    public String toString() {
        var line = inbox == null ? "" : inbox.line();
        return (line.length() > LONGEST_LINE ? "" : line) + "\n" + folders.lines();
    }
}
