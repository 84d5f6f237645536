package io.lettergate.imap.sasl;

import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Password;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses how to sign in, from what a server offers; a token goes by no way that is made for passwords. */
public final class Mechanisms {

    private static final List<String> FOR_TOKENS = List.of("OAUTHBEARER", "XOAUTH2");

    private Mechanisms() {}

    /**
     * The first of the preferred mechanisms that the server offers and that suits what we hold.
     *
     * @param preferred for passwords, the best first
     */
    public static Optional<Mechanism> choose(
            List<String> preferred, Predicate<String> offered, String userName, Credential credential) {
        return switch (credential) {
            case AccessToken token ->
                FOR_TOKENS.stream().filter(offered).findFirst().map(name -> bearer(name, userName, token));
            case Password password ->
                preferred.stream().filter(offered).findFirst().map(name -> secret(name, userName, password));
        };
    }

    private static Mechanism bearer(String name, String userName, AccessToken token) {
        return name.equals("OAUTHBEARER")
                ? Bearer.oauthBearer(userName, token.reveal())
                : Bearer.xoauth2(userName, token.reveal());
    }

    private static Mechanism secret(String name, String userName, Password password) {
        return switch (name) {
            case "SCRAM-SHA-256", "SCRAM-SHA-1" -> new Scram(name, userName, password.reveal());
            case "PLAIN" -> new Plain(userName, password.reveal());
            case "LOGIN" -> new Login(userName, password.reveal());
            default -> throw new IllegalArgumentException("Nobody knows the mechanism " + name);
        };
    }
}
