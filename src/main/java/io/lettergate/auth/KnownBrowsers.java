package io.lettergate.auth;

import org.jspecify.annotations.Nullable;

/** Knows the browsers in which people signed in before. */
public interface KnownBrowsers {

    /** What the browser of this request is called, if the owner of the address has signed in with it before. */
    @Nullable
    String of(String address);
}
