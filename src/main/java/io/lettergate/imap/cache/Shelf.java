package io.lettergate.imap.cache;

import io.lettergate.mail.Uid;
import java.util.Collection;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The place of one life of a mailbox in the cache; there is none where nobody entered it, or nothing is remembered. */
record Shelf(CacheFile file, CacheSettings settings, Life life) {

    /** Does the work at this place, all of it or none; answers otherwise where there is none. */
    <T> T in(BiFunction<JdbcTemplate, Long, T> work, T otherwise) {
        return settings.enabled()
                ? file.ask(sql -> life.find(sql).map(id -> work.apply(sql, id)).orElse(otherwise), otherwise)
                : otherwise;
    }

    static String list(Collection<Uid> uids) {
        return uids.stream().map(uid -> Long.toString(uid.value())).collect(Collectors.joining(","));
    }
}
