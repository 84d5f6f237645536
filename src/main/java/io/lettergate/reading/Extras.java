package io.lettergate.reading;

import io.lettergate.mail.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show of a message besides its words and files.
 *
 * @param verdict what the reader's own mail server found out; absent where it says nothing that is believed
 * @param doubts reasons to doubt that it is from whom it seems
 * @param inner messages within it
 */
public record Extras(
        List<Notice> notices,
        @Nullable Verdict verdict,
        List<Doubt> doubts,
        @Nullable Seal seal,
        @Nullable Report report,
        List<Invitation> invitations,
        List<Card> cards,
        List<Part> inner) {

    public static final Extras NONE =
            new Extras(List.of(), null, List.of(), null, null, List.of(), List.of(), List.of());

    public Extras {
        notices = List.copyOf(notices);
        doubts = List.copyOf(doubts);
        invitations = List.copyOf(invitations);
        cards = List.copyOf(cards);
        inner = List.copyOf(inner);
    }
}
