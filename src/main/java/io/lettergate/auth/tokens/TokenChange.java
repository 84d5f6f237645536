package io.lettergate.auth.tokens;

import org.jspecify.annotations.Nullable;

/** Something that happened to a token. */
public sealed interface TokenChange {

    Token token();

    /** Somebody made it. */
    record Made(Token token) implements TokenChange {}

    /** A program used it for the first time. */
    record FirstUsed(Token token, @Nullable String client) implements TokenChange {}

    /** It is gone. */
    record Revoked(Token token) implements TokenChange {}

    /** It was sent, but is not taken. */
    record Refused(Token token, @Nullable String client, Reason reason) implements TokenChange {}

    /** Why a token that exists is not taken. */
    enum Reason {
        EXPIRED,
        ADDRESS
    }
}
