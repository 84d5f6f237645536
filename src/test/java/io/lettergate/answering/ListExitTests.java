package io.lettergate.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.answering.ListExit.Way;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Header;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListExitTests {

    private static final Header ONE_CLICK = new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");

    private static Message message(Header... headers) {
        var ref = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(1));
        var summary = new MessageSummary(ref, Envelope.unknown(), Set.of(), Instant.EPOCH, 1, false, "", true, null);
        return new Message(
                summary, Stream.of(headers).toList(), null, List.of(), List.of(), List.of(), Map.of(), Map.of());
    }

    private static Optional<ListExit> found(Message message) {
        return ListExit.of(message, true);
    }

    private static Header leave(String value) {
        return new Header("List-Unsubscribe", value);
    }

    @Test
    void oneClickGoesBeforeMailAndMailBeforeAPage() {
        var both = leave("<mailto:leave@l.example>, <https://l.example/leave?u=1>");

        assertThat(found(message(both, ONE_CLICK))).hasValueSatisfying(exit -> {
            assertThat(exit.way()).isEqualTo(Way.ONE_CLICK);
            assertThat(exit.page()).hasToString("https://l.example/leave?u=1");
            assertThat(exit.where()).isEqualTo("l.example");
        });
        assertThat(found(message(both))).hasValueSatisfying(exit -> {
            assertThat(exit.way()).isEqualTo(Way.MAIL);
            assertThat(exit.where()).isEqualTo("leave@l.example");
        });
        assertThat(found(message(leave("<https://l.example/leave>"))))
                .hasValueSatisfying(exit -> assertThat(exit.way()).isEqualTo(Way.PAGE));
    }

    @Test
    @DisplayName("RFC 8058 §4 what nobody vouches for is not told by one click, but by mail or by hand")
    void nobodyIsToldByOneClickThatNobodyVouchesFor() {
        var both = leave("<https://l.example/leave?u=1>, <mailto:leave@l.example>");
        var one = leave("<https://l.example/leave?u=1>");

        assertThat(ListExit.of(message(both, ONE_CLICK), false))
                .hasValueSatisfying(exit -> assertThat(exit.way()).isEqualTo(Way.MAIL));
        assertThat(ListExit.of(message(one, ONE_CLICK), false)).hasValueSatisfying(exit -> {
            assertThat(exit.way()).isEqualTo(Way.PAGE);
            assertThat(exit.where()).isEqualTo("l.example");
        });
    }

    @Test
    void aMailGoesToOneAddressWithTheWordsOfTheLink() {
        var exit = found(message(leave(
                "<mailto:leave+7@l.example?subject=Leave%20%0D%0ABcc:%20x@y.example&body=a+b&cc=eve@x.example>")));

        assertThat(exit).hasValueSatisfying(way -> {
            assertThat(way.mail()).isNotNull();
            assertThat(way.mail().to().email()).isEqualTo("leave+7@l.example");
            assertThat(way.mail().subject()).isEqualTo("Leave   Bcc: x@y.example");
            assertThat(way.mail().text()).isEqualTo("a+b");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://l.example/leave",
                "<http://l.example/leave>",
                "<https://user@l.example/leave>",
                "<https:///leave>",
                "<javascript:alert(1)>",
                "<mailto:a@l.example,b@l.example>",
                "<mailto:nobody>",
                "<ftp://l.example/leave>"
            })
    void offersNothingThatCannotBeUsed(String value) {
        assertThat(found(message(leave(value), ONE_CLICK))).isEmpty();
    }

    @Test
    void aMessageThatSaysItTwiceSaysNothing() {
        var one = leave("<https://l.example/1>");

        assertThat(found(message(one, leave("<https://l.example/2>"), ONE_CLICK)))
                .isEmpty();
        assertThat(found(message(one, ONE_CLICK, ONE_CLICK)))
                .hasValueSatisfying(exit -> assertThat(exit.way()).isEqualTo(Way.PAGE));
    }
}
