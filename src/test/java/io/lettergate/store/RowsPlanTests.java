package io.lettergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page costs the same in a mailbox of any size: it is read from where it begins, and nothing is sorted. */
class RowsPlanTests {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "1 = 1, e.uid DESC, sqlite_autoindex_store_entry_1",
        "e.uid < 9, e.uid DESC, sqlite_autoindex_store_entry_1",
        "e.uid > 9, e.uid, sqlite_autoindex_store_entry_1",
        "1 = 1 AND NOT e.seen AND e.uid < 9, e.uid DESC, store_entry_unread",
        "1 = 1 AND e.flagged AND e.uid < 9, e.uid DESC, store_entry_flagged"
    })
    void readsNoMoreThanThePage(String condition, String order, String index) {
        try (var store = new StoreFixture(directory)) {
            List<String> steps = new ArrayList<>();

            store.database()
                    .sql("EXPLAIN QUERY PLAN " + Rows.some(Condition.of(condition), order))
                    .params(1, 50)
                    .query(row -> {
                        steps.add(row.getString("detail"));
                    });

            assertThat(steps).hasSize(2).noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
            assertThat(steps.getFirst()).contains("SEARCH e USING INDEX " + index);
            assertThat(steps.getLast()).contains("SEARCH m USING INTEGER PRIMARY KEY");
        }
    }
}
