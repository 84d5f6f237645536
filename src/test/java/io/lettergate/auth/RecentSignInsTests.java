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

    private static final String CLIENT = "192.0.2.7";

    private final RecentSignIns recent = new RecentSignIns();
    private final SignedIn robin = signedIn("robin@vale.example");
    private final SignedIn sam = signedIn("sam@vale.example");

    @BeforeEach
    void signIn() {
        recent.keep("robin@vale.example", "old", CLIENT, robin);
        recent.keep("sam@vale.example", "tide", CLIENT, sam);
    }

    @Test
    void remembersWhatAServerTook() {
        assertThat(recent.find(" Robin@vale.example", "old", CLIENT)).contains(robin);
        assertThat(recent.find("robin@vale.example", "Old", CLIENT)).isEmpty();
        assertThat(recent.find("sam@vale.example", "old", CLIENT)).isEmpty();
    }

    @Test
    void takesNoPasswordThatWasReplaced() {
        recent.forget(new PasswordReplaced(robin.account().id()));

        assertThat(recent.find("robin@vale.example", "old", CLIENT)).isEmpty();
        assertThat(recent.find("sam@vale.example", "tide", CLIENT)).contains(sam);
    }

    @Test
    void takesThePasswordFromNoOtherMachine() {
        assertThat(recent.find("robin@vale.example", "old", "198.51.100.7")).isEmpty();
    }

    @Test
    void tellsNobodyWhoGuesses() {
        recent.forget("Robin@vale.example ");

        assertThat(recent.find("robin@vale.example", "old", CLIENT)).isEmpty();
        assertThat(recent.find("sam@vale.example", "tide", CLIENT)).contains(sam);
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
