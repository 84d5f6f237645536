package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which messages have, or answer, which Message-IDs; those that are bound by one are of one conversation. */
@Component
class Kinship {

    private static final int MOST_REFERENCES = 32;
    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final JdbcTemplate batches;

    Kinship(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    static long kin(AccountId account, String messageId) {
        var digest = IncomingFile.sha256().digest((account + "\n" + messageId).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    /** A Message-ID without its angle brackets. */
    static String bare(String messageId) {
        var id = messageId.strip();
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    /** Its own id, and those it answers: where that began, and the nearest. */
    static Set<Long> of(AccountId account, Envelope envelope) {
        var references = envelope.references();
        var near = references.subList(Math.max(0, references.size() - MOST_REFERENCES), references.size());
        return Stream.of(
                        Stream.ofNullable(envelope.messageId()),
                        envelope.inReplyTo().stream().limit(MOST_REFERENCES),
                        references.stream().limit(1),
                        near.stream())
                .flatMap(ids -> ids)
                .map(id -> kin(account, id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The conversations of new messages, each of which begins one or goes on with one; binds those they belong to. */
    List<Long> threads(List<Long> numbers, List<Set<Long>> kin) {
        var known = known(kin.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        List<Long> threads = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            var found = new TreeSet<Long>();
            kin.get(index).stream().filter(known::containsKey).map(known::get).forEach(found::add);
            long thread = found.isEmpty() ? numbers.get(index) : found.first();
            found.stream().skip(1).forEach(other -> bind(other, thread, known, threads));
            kin.get(index).forEach(one -> known.put(one, thread));
            threads.add(thread);
        }
        return threads;
    }

    private void bind(long other, long thread, Map<Long, Long> known, List<Long> threads) {
        database.sql("UPDATE store_message SET thread = ? WHERE thread = ?")
                .params(thread, other)
                .update();
        known.replaceAll((kin, one) -> one == other ? thread : one);
        threads.replaceAll(one -> one == other ? thread : one);
    }

    private Map<Long, Long> known(Collection<Long> kin) {
        Map<Long, Long> known = new HashMap<>();
        var all = List.copyOf(kin);
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            database.sql("""
                            SELECT k.kin, m.thread FROM store_kin k JOIN store_message m ON m.id = k.message_id
                            WHERE k.kin IN (:kin)""")
                    .param("kin", all.subList(start, Math.min(all.size(), start + AT_ONCE)))
                    .query(row -> {
                        known.put(row.getLong(1), row.getLong(2));
                    });
        }
        return known;
    }

    void add(List<Long> numbers, List<Set<Long>> kin) {
        List<Object[]> rows = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            var number = numbers.get(index);
            kin.get(index).forEach(one -> rows.add(new Object[] {one, number}));
        }
        batches.batchUpdate("INSERT INTO store_kin (kin, message_id) VALUES (?, ?)", rows);
    }
}
