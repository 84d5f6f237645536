package io.lettergate.pop3;

/** What a server says its maildrop holds (STAT): never trusted, and no memory is taken by it. */
record Count(long messages, long octets) {

    Count {
        if (messages < 0 || octets < 0) {
            throw new IllegalArgumentException("A maildrop holds no less than nothing: " + messages + " " + octets);
        }
    }
}
