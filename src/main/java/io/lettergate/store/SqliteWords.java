package io.lettergate.store;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Words in the full-text search of SQLite: all that are asked for have to begin somewhere in the message. */
@Component
class SqliteWords implements WordIndex {

    /** A NUL would end the query in the middle of a word. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** What is asked for beyond these finds no fewer. */
    private static final int MOST = 64;

    private final JdbcTemplate database;

    SqliteWords(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public void add(Map<Long, String> words) {
        database.batchUpdate(
                "INSERT INTO store_words (rowid, words) VALUES (?, ?)",
                words.entrySet().stream()
                        .map(message -> new Object[] {message.getKey(), SearchText.of(message.getValue())})
                        .toList());
    }

    @Override
    public Condition finding(String messageNumber, String words) {
        var query = Arrays.stream(CONTROL.matcher(words).replaceAll(" ").strip().split("\\s+"))
                .filter(SearchText::isFindable)
                .distinct()
                .limit(MOST)
                .map(word -> '"' + SearchText.of(word).replace('"', ' ').strip() + "\" *")
                .collect(Collectors.joining(" AND "));
        return query.isEmpty()
                ? Condition.NEVER
                : Condition.of(messageNumber + " IN (SELECT rowid FROM store_words WHERE store_words MATCH ?)", query);
    }
}
