package io.lettergate.api.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettergate.accounts.Account;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names for what people have, so that no two of them share one. */
final class OwnedTag {

    private static final int LONG_ENOUGH = 22;

    private OwnedTag() {}

    static String of(Account owner, String state) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest((owner.id() + " " + state).getBytes(UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, LONG_ENOUGH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
