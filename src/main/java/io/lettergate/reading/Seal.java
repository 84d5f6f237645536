package io.lettergate.reading;

/**
 * What there is to say of a signature or an encryption.
 *
 * @param signer the address or the name in the certificate; empty where it cannot be read
 * @param issuer who says that the signer is that one; empty where it cannot be read
 */
public record Seal(Kind kind, String signer, String issuer) {

    /** How it stands. */
    public enum Kind {
        /** Intact, and by whom the message is from, as an issuer says that this system trusts. */
        TRUSTED,
        /** Intact, and by whom the message is from, as an issuer says that nobody here knows. */
        UNKNOWN_ISSUER,
        /** Intact, but its certificate was not valid at the time. */
        EXPIRED,
        /** It fits, but in a way in which it could be made to fit other words. */
        WEAK,
        /** Intact, but by somebody else. */
        OTHER_SENDER,
        /** What was signed is not what came. */
        BROKEN,
        /** It cannot be read. */
        UNREADABLE,
        /** It is larger than what is checked. */
        TOO_LARGE,
        /** OpenPGP, which is not checked here. */
        PGP_SIGNED,
        /** OpenPGP, which is not decrypted here. */
        PGP_ENCRYPTED,
        /** S/MIME, which is not decrypted here. */
        SMIME_ENCRYPTED
    }

    static Seal of(Kind kind) {
        return new Seal(kind, "", "");
    }
}
