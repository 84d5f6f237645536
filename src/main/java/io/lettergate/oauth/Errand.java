package io.lettergate.oauth;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is sent to a provider for.
 *
 * @param account the account that needs it again; absent but for {@link Kind#AGAIN}
 * @param address the one that they typed before; absent where they did not
 */
public record Errand(
        Kind kind, @Nullable String account, @Nullable String address) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** A kind of errand. */
    public enum Kind {
        /** To sign in to Lettergate. */
        SIGN_IN,
        /** To link a further account. */
        LINK,
        /** To agree again for an account that is there. */
        AGAIN,
        /** To sign in anew, as proof that whoever sits there is still the same. */
        PROVE
    }

    static Errand toSignIn() {
        return new Errand(Kind.SIGN_IN, null, null);
    }

    /** For a further account, whose address may be known. */
    public static Errand toLink(@Nullable String address) {
        return new Errand(Kind.LINK, null, address);
    }

    /** For somebody who is signed in, by this address. */
    public static Errand toProve(String address) {
        return new Errand(Kind.PROVE, null, address);
    }

    /** For an account that is there. */
    public static Errand again(String account, String address) {
        return new Errand(Kind.AGAIN, account, address);
    }
}
