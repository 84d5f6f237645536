package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Uid;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValueReaderTests {

    @Test
    void readsWordsStringsLiteralsAndLists() {
        var values = ValueReader.of("FLAGS (\\Seen nil) \"a \\\"b\\\" \\\\\" {5}\r\n(x) y 42")
                .all();

        assertThat(values).hasSize(5);
        assertThat(values.get(1).asList().get(1).isNil()).isTrue();
        assertThat(values.get(2).asText()).isEqualTo("a \"b\" \\");
        assertThat(values.get(3).asText()).isEqualTo("(x) y");
        assertThat(values.get(4).asNumber()).isEqualTo(42);
    }

    @Test
    void readsNoDeeperThanItMay() {
        var deep = "(".repeat(100_000);

        assertThatThrownBy(() -> ValueReader.of(deep).next())
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void saysWhereAnAnswerEndsTooEarly() {
        assertThatThrownBy(() -> ValueReader.of("(a b").next()).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> ValueReader.of("{10}\r\nabc").next()).isInstanceOf(UnreadableException.class);
    }

    @Test
    void namesAnItemWithItsSection() {
        assertThat(ValueReader.of("BODY[HEADER.FIELDS (DATE FROM)]<0> {3}").itemName())
                .isEqualTo("BODY[HEADER.FIELDS (DATE FROM)]<0>");
        assertThat(ValueReader.of("BODY[1]<0>{3}\r\nabc").itemName()).isEqualTo("BODY[1]<0>");
    }

    @Test
    void drawsRunsOfUidsTogether() {
        var uids = LongStream.of(9, 3, 4, 5, 5, 11, 12).mapToObj(Uid::new).toList();

        assertThat(UidSet.of(uids)).hasToString("3:5,9,11:12");
    }

    @Test
    void countsAUidOnceThatAServerRepeats() {
        assertThat(UidSet.parse("7,7,9,12", 3)).isEqualTo(List.of(new Uid(7), new Uid(9), new Uid(12)));
        assertThat(UidSet.parse("25,25:27", 3)).isEqualTo(List.of(new Uid(25), new Uid(26), new Uid(27)));
    }

    @Test
    void readsNoMoreUidsThanThereCanBe() {
        assertThat(UidSet.parse("1:4294967295", 3)).isEqualTo(List.of(new Uid(1), new Uid(2), new Uid(3)));
        assertThatThrownBy(() -> UidSet.parse("1:x", 3)).isInstanceOf(UnreadableException.class);
    }
}
