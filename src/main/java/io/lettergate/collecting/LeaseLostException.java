package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import java.io.Serial;

/** Another look took over: whatever was not committed is void, and the server must not be told that all went well. */
public class LeaseLostException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    LeaseLostException(AccountId account) {
        super("The lease of account " + account + " was lost");
    }
}
