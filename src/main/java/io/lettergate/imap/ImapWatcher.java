package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Keyring;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailWatcher;
import io.lettergate.net.Ticker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Watches accounts on IMAP servers, each by one connection besides those that requests use. */
@Component
class ImapWatcher implements MailWatcher {

    private final Opener opener;
    private final Keyring keyring;
    private final Ticker ticker;
    private final RowCache cache;

    ImapWatcher(Opener opener, Keyring keyring, Ticker ticker, RowCache cache) {
        this.opener = opener;
        this.keyring = keyring;
        this.ticker = ticker;
        this.cache = cache;
    }

    @Override
    public boolean serves(Account account) {
        return account.protocol() == Protocol.IMAP;
    }

    @Override
    public Watch watch(Account account, @Nullable String mark, Listener listener) {
        return watch(account, WatchPace.of(account.incoming().host()), mark, listener);
    }

    Watch watch(Account account, WatchPace pace, @Nullable String mark, Listener listener) {
        var watch = new InboxWatch(
                background -> opener.open(account, keyring.require(account.id()), background),
                pace,
                ticker,
                new Hearing(cache, account.id()),
                mark,
                listener);
        watch.start();
        return watch;
    }
}
