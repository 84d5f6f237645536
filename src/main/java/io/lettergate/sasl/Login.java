package io.lettergate.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Name, then password, each when asked; no standard, but old servers offer nothing else. */
final class Login implements Mechanism {

    private final String userName;
    private final String password;
    private int asked;

    Login(String userName, String password) {
        this.userName = userName;
        this.password = password;
    }

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public byte @Nullable [] first() {
        return null;
    }

    @Override
    public byte[] answer(byte[] challenge) throws DistrustException {
        asked++;
        return switch (asked) {
            case 1 -> userName.getBytes(StandardCharsets.UTF_8);
            case 2 -> password.getBytes(StandardCharsets.UTF_8);
            default -> throw new DistrustException("it asks for more than a name and a password", null);
        };
    }
}
