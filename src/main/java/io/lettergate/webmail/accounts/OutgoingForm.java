package io.lettergate.webmail.accounts;

import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import org.jspecify.annotations.Nullable;

/** A server to send by, as it was typed. */
record OutgoingForm(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Encryption encryption,
        @Nullable String userName) {

    static final OutgoingForm NOTHING = new OutgoingForm("", null, Encryption.TLS, "");

    static OutgoingForm of(OutgoingAccess access) {
        var server = access.server();
        return new OutgoingForm(server.host(), server.port(), server.encryption(), access.userName());
    }

    /**
     * The server that was named.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    OutgoingAccess access(String address) {
        var way = encryption == null ? Encryption.TLS : encryption;
        var usual = way == Encryption.TLS ? 465 : 587;
        var name = userName == null || userName.isBlank() ? address : userName.strip();
        return new OutgoingAccess(
                new Endpoint(host == null ? "" : host.strip(), port == null ? usual : port, way), name);
    }
}
