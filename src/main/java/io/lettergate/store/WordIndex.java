package io.lettergate.store;

import java.util.Map;

/** Finds messages by their words. What a database offers for that differs, so each has one of its own. */
interface WordIndex {

    /** Takes the words of messages, by their numbers, in the transaction that goes on. */
    void add(Map<Long, String> words);

    /** A condition on the number of a message; a list of the messages that have all these words. */
    Condition finding(String messageNumber, String words);
}
