package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first step as it was sent: an address and its password, and a server where somebody named one.
 *
 * @param host blank where the servers are to be found
 */
record AddressForm(
        @Nullable String address,
        @Nullable String password,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Protocol protocol,
        @Nullable Encryption encryption,
        @Nullable String userName) {

    private static final int LONGEST = 320;

    /** What may be shown again: never the password. */
    Typed typed() {
        return new Typed(
                cut(address),
                cut(host),
                port,
                text(protocol),
                text(encryption),
                cut(userName),
                !cut(host).isBlank());
    }

    Optional<Password> secret() {
        try {
            return Optional.of(new Password(password == null ? "" : password));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /**
     * The server that was named, if one was.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    Optional<Access> server() {
        if (host == null || host.isBlank()) {
            return Optional.empty();
        }
        var kind = protocol == null ? Protocol.IMAP : protocol;
        var way = encryption == null ? Encryption.TLS : encryption;
        var name = userName == null || userName.isBlank() ? cut(address) : userName.strip();
        return Optional.of(
                new Access(kind, new Endpoint(host.strip(), port == null ? usual(kind, way) : port, way), name));
    }

    private static int usual(Protocol protocol, Encryption encryption) {
        return switch (protocol) {
            case IMAP -> encryption == Encryption.TLS ? 993 : 143;
            case POP3 -> encryption == Encryption.TLS ? 995 : 110;
        };
    }

    private static String cut(@Nullable String typed) {
        var clean = typed == null ? "" : typed.strip();
        return clean.substring(0, Math.min(clean.length(), LONGEST));
    }

    private static String text(@Nullable Enum<?> value) {
        return value == null ? "" : value.name();
    }

    /** The password never shows itself. */
    @Override
    public String toString() {
        return "AddressForm(" + typed() + ")";
    }

    /** What stands in the form when it is shown again. */
    record Typed(
            String address,
            String host,
            @Nullable Integer port,
            String protocol,
            String encryption,
            String userName,
            boolean byHand) {

        /** The same with a server, for the person to agree to. */
        Typed by(Access access) {
            var server = access.incoming();
            return new Typed(
                    address,
                    server.host(),
                    server.port(),
                    access.protocol().name(),
                    server.encryption().name(),
                    access.userName(),
                    true);
        }

        static final Typed NOTHING = new Typed("", "", null, "", "", "", false);
    }
}
