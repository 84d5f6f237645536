package io.lettergate.accounts.vault;

import java.nio.charset.StandardCharsets;

/** What a secret is bound to, so that it opens nowhere else: whose it is, what it is, and which in a row. */
record Place(String account, String field, long version) {

    byte[] octets() {
        return (account + "|" + field + "|" + version).getBytes(StandardCharsets.UTF_8);
    }

    Place next() {
        return new Place(account, field, version + 1);
    }
}
