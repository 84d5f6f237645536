package io.lettergate.webmail;

import java.util.List;

/**
 * The rest of a conversation, around its open message.
 *
 * @param missing whether it could not be had
 */
record Folds(List<Fold> earlier, List<Fold> later, boolean missing) {

    /** What a page shows where the mail server does not find the rest. */
    static final Folds MISSING = new Folds(List.of(), List.of(), true);

    Folds {
        earlier = List.copyOf(earlier);
        later = List.copyOf(later);
    }

    /** How many messages the conversation has with the open one. */
    public int count() {
        return earlier.size() + later.size() + 1;
    }
}
