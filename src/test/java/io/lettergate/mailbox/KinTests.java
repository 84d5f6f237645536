package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KinTests {

    @Test
    void asksForItselfItsBeginningAndTheNearest() {
        var references =
                IntStream.rangeClosed(1, 30).mapToObj(number -> "r" + number).toList();
        var kin = new Kin(message(9, "self", references));

        assertThat(kin.ask()).containsExactly("self", "r1", "r30", "r29", "r28", "r27", "r26", "r25");
        assertThat(kin.hasUnasked()).isFalse();
    }

    @Test
    void asksAgainOnlyWhereSomethingBeganElsewhere() {
        var kin = new Kin(message(9, "self", List.of("answered")));
        kin.ask();

        kin.add(List.of(message(2, "answered", List.of("root", "between"))));
        var next = kin.ask();
        kin.add(List.of(message(1, "root", List.of()), message(3, "between", List.of("root"))));

        assertThat(next).isEqualTo(Set.of("root"));
        assertThat(kin.hasUnasked()).isFalse();
    }

    @Test
    void keepsTheNewestAndTheOneItIsAbout() {
        var kin = new Kin(message(1, "self", List.of()));
        kin.ask();

        kin.add(IntStream.rangeClosed(2, 9)
                .mapToObj(uid -> message(uid, "m" + uid, List.of("self")))
                .toList());

        assertThat(kin.conversation(3).messages())
                .extracting(message -> message.ref().uid().value())
                .containsExactly(1L, 8L, 9L);
    }

    @Test
    void aMessageWithoutAnIdAsksForNothing() {
        assertThat(new Kin(message(1, null, List.of())).hasUnasked()).isFalse();
    }

    private static MessageSummary message(long uid, @Nullable String id, List<String> references) {
        var envelope = new Envelope(
                "Boats", List.of(), List.of(), List.of(), List.of(), List.of(), null, id, List.of(), references);
        var ref = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(uid));
        return new MessageSummary(ref, envelope, Set.of(), Instant.ofEpochSecond(uid), 1, false, "", true, null);
    }
}
