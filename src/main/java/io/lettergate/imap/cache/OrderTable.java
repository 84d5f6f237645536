package io.lettergate.imap.cache;

import java.util.Optional;

/** UIDs in orders that somebody asked for. */
record OrderTable(Shelf shelf) {

    Optional<long[]> of(String asked, String version) {
        return shelf.in(
                (sql, id) -> sql
                        .query(
                                "SELECT uids FROM uid_order WHERE mailbox = ? AND asked = ? AND version = ?",
                                (row, number) -> UidRuns.decode(row.getBytes(1)),
                                id,
                                asked,
                                version)
                        .stream()
                        .findFirst(),
                Optional.empty());
    }

    void keep(String asked, String version, long[] uids) {
        shelf.in(
                (sql, id) -> sql.update(
                        "INSERT OR REPLACE INTO uid_order (mailbox, asked, version, uids) VALUES (?, ?, ?, ?)",
                        id,
                        asked,
                        version,
                        UidRuns.encode(uids)),
                0);
    }
}
