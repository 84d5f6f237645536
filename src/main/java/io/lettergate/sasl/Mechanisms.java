package io.lettergate.sasl;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses how to sign in, from what a server offers; a token goes by no way that is made for passwords. */
public final class Mechanisms {

    private static final List<String> FOR_TOKENS = List.of("OAUTHBEARER", "XOAUTH2");

    private Mechanisms() {}

    /**
     * The first of the preferred mechanisms that the server offers.
     *
     * @param preferred the best first
     * @throws IllegalArgumentException if the name or the password cannot be said in it
     */
    public static Optional<Mechanism> forPassword(
            List<String> preferred, Predicate<String> offered, String userName, String password) {
        return preferred.stream().filter(offered).findFirst().map(name -> secret(name, userName, password));
    }

    /** The best mechanism for access tokens that the server offers. */
    public static Optional<Mechanism> forToken(Predicate<String> offered, String userName, String token) {
        return FOR_TOKENS.stream().filter(offered).findFirst().map(name -> bearer(name, userName, token));
    }

    private static Mechanism bearer(String name, String userName, String token) {
        return name.equals("OAUTHBEARER") ? Bearer.oauthBearer(userName, token) : Bearer.xoauth2(userName, token);
    }

    private static Mechanism secret(String name, String userName, String password) {
        return switch (name) {
            case "SCRAM-SHA-256", "SCRAM-SHA-1" -> new Scram(name, userName, password);
            case "PLAIN" -> new Plain(userName, password);
            case "LOGIN" -> new Login(userName, password);
            default -> throw new IllegalArgumentException("Nobody knows the mechanism " + name);
        };
    }
}
