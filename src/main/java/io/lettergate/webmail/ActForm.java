package io.lettergate.webmail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the forms of the three panes send.
 *
 * @param act what to do; absent where only a mailbox was chosen, which means to move
 * @param id the messages
 * @param way "copy" where only a mailbox was chosen and the messages are to stay, too
 * @param to the mailbox to move to
 * @param list the list they were chosen in
 * @param back the page they were chosen on; absent if it was the list
 * @param open the message that is open
 * @param next where to go when the open one leaves
 */
record ActForm(
        @Nullable String act,
        @Nullable List<String> id,
        @Nullable String way,
        @Nullable String to,
        @Nullable String list,
        @Nullable String back,
        @Nullable String open,
        @Nullable String next) {

    /** What to do, as the form spells it. */
    String word() {
        if (act != null) {
            return act;
        }
        return "copy".equals(way) ? "copy" : "move";
    }

    List<String> ids() {
        return id == null ? List.of() : id;
    }

    /** The page to go to when it is done. */
    String after(Act act) {
        if (open == null || !ids().contains(open) || !act.closes()) {
            return Back.safe(back == null ? list : back);
        }
        var gone = next == null || act == Act.UNREAD || ids().stream().anyMatch(next::contains);
        return Back.safe(gone ? list : next);
    }
}
