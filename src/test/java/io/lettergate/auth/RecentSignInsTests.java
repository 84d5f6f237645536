package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.PasswordReplaced;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentSignInsTests {

    private final RecentSignIns recent = new RecentSignIns();
    private final SignedIn robin = signedIn("robin@vale.example");
    private final SignedIn sam = signedIn("sam@vale.example");

    @BeforeEach
    void signIn() {
        recent.keep("robin@vale.example", "old", robin);
        recent.keep("sam@vale.example", "tide", sam);
    }

    @Test
    void remembersWhatAServerTook() {
        assertThat(recent.find(" Robin@vale.example", "old")).contains(robin);
        assertThat(recent.find("robin@vale.example", "Old")).isEmpty();
        assertThat(recent.find("sam@vale.example", "old")).isEmpty();
    }

    @Test
    void takesNoPasswordThatWasReplaced() {
        recent.forget(new PasswordReplaced(robin.account().id()));

        assertThat(recent.find("robin@vale.example", "old")).isEmpty();
        assertThat(recent.find("sam@vale.example", "tide")).contains(sam);
    }

    private static SignedIn signedIn(String address) {
        return new SignedIn(new Account(
                AccountId.random(),
                address,
                address,
                Protocol.IMAP,
                new Endpoint("imap.example", 993, Endpoint.Encryption.TLS)));
    }
}
