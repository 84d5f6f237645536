package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Uid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupsTests {

    @Test
    void whatIsInOneOutermostPairBelongsTogether() {
        var groups = Groups.read("(2)(3 6 (4 23)(44 7 96)) ", 100);

        assertThat(groups.flat()).containsExactly(1, 2, 7, 3, 6, 4, 23, 44, 7, 96);
        assertThat(groups.with(23)).containsExactly(3, 6, 4, 23, 44, 7, 96);
        assertThat(groups.with(99)).containsExactly(99);
    }

    @Test
    void whatMakesNoSenseIsPassedOver() {
        assertThat(Groups.read(")5 (0 7)((99999999999999999999 8", 100).flat()).containsExactly(1, 7, 0);
        assertThat(Groups.of(new long[] {9, 1, 2}).with(2)).containsExactly(1, 2);
    }

    @Test
    void theNewestOfEachStaysWhereItIsInTheOrder() {
        var groups = Groups.read("(2)(3 6 4) ", 100);

        assertThat(groups.newest(new long[] {4, 9, 2, 6, 3})).containsExactly(9, 2, 6);
        assertThat(groups.newest(new long[] {3, 4})).containsExactly(4);
    }

    @Test
    void rowsBelongTogetherAtAnyRemove() {
        Map<Uid, CachedRow> rows = new LinkedHashMap<>();
        rows.put(new Uid(1), row("a"));
        rows.put(new Uid(2), row("b", "x"));
        rows.put(new Uid(3), row("c", "x", "a"));
        rows.put(new Uid(4), row(null));
        rows.put(new Uid(5), row("a"));
        rows.put(new Uid(6), row("d", "d"));

        var groups = Answering.groups(rows);

        assertThat(groups.with(1)).containsExactly(1, 2, 3, 5);
        assertThat(groups.with(4)).containsExactly(4);
        assertThat(groups.with(6)).containsExactly(6);
    }

    @Test
    void aVeryLongConversationIsOne() {
        Map<Uid, CachedRow> rows = new LinkedHashMap<>();
        for (int number = 1; number <= 5_000; number++) {
            rows.put(new Uid(number), row("m" + number, "m" + (number - 1)));
        }

        assertThat(Answering.groups(rows).with(1)).hasSize(5_000);
    }

    private static CachedRow row(@Nullable String id, String... references) {
        var envelope = new Envelope(
                "", List.of(), List.of(), List.of(), List.of(), List.of(), null, id, List.of(), List.of(references));
        return new CachedRow(Instant.EPOCH, 1, envelope, "", null);
    }
}
