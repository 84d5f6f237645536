package io.lettergate.webmail;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the strip below the list says after an act, and how to take it back.
 *
 * @param act its message key, without the beginning
 * @param folder where the messages are now, for the sentence
 * @param undo the messages at their new place; empty where there is no way back
 * @param to the mailbox they came from
 */
record Strip(
        String act,
        int count,
        String folder,
        List<String> undo,
        @Nullable String to) implements Serializable {

    Strip {
        undo = List.copyOf(undo);
    }

    /** The act that takes it back. */
    public String back() {
        return act.equals("copy") ? "uncopy" : "undo";
    }

    static Strip of(String act, int count) {
        return new Strip(act, count, "", List.of(), null);
    }
}
