package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Protocol;

/**
 * An account in the list of them.
 *
 * @param held whether its password is there
 * @param stored whether it is so when nobody is signed in
 */
record AccountLine(String id, String address, Protocol protocol, String host, boolean held, boolean stored) {

    static AccountLine of(Account account, boolean held, boolean linked) {
        return new AccountLine(
                account.id().toString(),
                account.address(),
                account.protocol(),
                account.incoming().host(),
                held,
                linked || account.protocol() == Protocol.POP3);
    }
}
