package io.lettergate.webmail;

import java.io.Serializable;

/**
 * What came of something that was done with a folder.
 *
 * @param key the message key's end; empty where the words are a sentence of their own
 * @param words the folder's name, or why it was not done
 */
record Told(String key, String words, long count) implements Serializable {

    static Told refused(String sentence) {
        return new Told("", sentence, 0);
    }

    public boolean isRefusal() {
        return key.isEmpty();
    }
}
