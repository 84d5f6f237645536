package io.lettergate.auth;

import io.lettergate.accounts.AccountId;
import jakarta.servlet.http.HttpServletRequest;

/** The browsers in which people once gave their second factor, and chose not to be asked for it there again. */
public interface BrowserTrust {

    /** Whether that is so of the browser of this request, and of the person who is signed in with it. */
    boolean isTrusted(HttpServletRequest request);

    /** They chose so, having just given it; it holds as long as a browser is remembered. */
    void trust(HttpServletRequest request);

    /** Asks again in all browsers of a person. */
    void distrustAll(AccountId owner);
}
