package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidRangesTests {

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1:3,5|1:3,5", "5,1:3|1:3,5", "9:7|7:9", "1:4,3:6,7|1:7", "''|''"})
    void readsAndWritesSets(String given, String written) {
        assertThat(UidRanges.parse(given)).hasToString(written);
    }

    @RepeatedTest(50)
    void reckonsAsSetsDo() {
        var one = some();
        var other = some();
        var ours = UidRanges.of(one.stream().mapToLong(Long::longValue));
        var theirs = UidRanges.of(other.stream().mapToLong(Long::longValue));

        assertThat(uids(ours.plus(theirs))).isEqualTo(union(one, other));
        assertThat(uids(ours.minus(theirs))).isEqualTo(difference(one, other));
        assertThat(uids(ours.and(theirs))).isEqualTo(difference(one, difference(one, other)));
        assertThat(ours.count()).isEqualTo(one.size());
        assertThat(LongStream.rangeClosed(1, 40)).allMatch(uid -> ours.contains(uid) == one.contains(uid));
    }

    @Test
    void countsFromTheEnd() {
        var ranges = UidRanges.parse("1:3,10:12");

        assertThat(ranges.fromTheEnd(1)).isEqualTo(12);
        assertThat(ranges.fromTheEnd(4)).isEqualTo(3);
        assertThat(ranges.fromTheEnd(50)).isEqualTo(1);
    }

    @Test
    void costsNothingForWhatServersClaim() {
        assertThat(UidRanges.parse("1:4294967295").minus(UidRanges.parse("7"))).hasToString("1:6,8:4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4294967296", "a", "1:", ",", "1 2"})
    void refusesWhatIsNoSet(String text) {
        assertThatThrownBy(() -> UidRanges.parse(text)).isInstanceOf(UnreadableException.class);
    }

    private Set<Long> some() {
        Set<Long> uids = new TreeSet<>();
        random.longs(random.nextInt(20), 1, 40).forEach(uids::add);
        return uids;
    }

    private static Set<Long> uids(UidRanges ranges) {
        Set<Long> uids = new TreeSet<>();
        ranges.iterator().forEachRemaining((Long uid) -> uids.add(uid));
        return uids;
    }

    private static Set<Long> union(Set<Long> one, Set<Long> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<Long> difference(Set<Long> one, Set<Long> other) {
        var left = new TreeSet<>(one);
        left.removeAll(other);
        return left;
    }
}
