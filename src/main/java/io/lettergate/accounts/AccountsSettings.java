package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mail servers this Lettergate stands in front of.
 *
 * @param domains one entry for each domain; where there is none, the demo runs
 */
@ConfigurationProperties("lettergate")
public record AccountsSettings(@DefaultValue List<Domain> domains) {

    /**
     * One domain and its server.
     *
     * @param name the domain after the @, or "*" for every other one
     * @param login what the server wants as the user's name
     * @param trustsUs whether the server believes us from which address people sign in
     */
    public record Domain(
            String name,
            Imap imap,
            @DefaultValue("ADDRESS") MailDomain.Login login,
            @DefaultValue("false") boolean trustsUs) {

        MailDomain domain() {
            return new MailDomain(name, Protocol.IMAP, imap.endpoint(), login, trustsUs);
        }
    }

    /**
     * An IMAP server.
     *
     * @param port 993 for TLS, 143 otherwise, unless another is named
     */
    public record Imap(
            String host,
            @Nullable Integer port,
            @DefaultValue("TLS") Encryption encryption) {

        Endpoint endpoint() {
            return new Endpoint(host, port != null ? port : encryption == Encryption.TLS ? 993 : 143, encryption);
        }
    }
}
