package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
     * One domain and its servers: IMAP, POP3 or both.
     *
     * @param name the domain after the @, or "*" for every other one
     * @param smtp the server that takes what people send; where none is named, one is looked for
     * @param protocol by which people sign in; IMAP where it is there, unless POP3 is wanted
     * @param login what the server wants as the user's name
     * @param trustsUs whether the server believes us from which address people sign in
     * @param oauth the provider whose access tokens its servers take, by its name below {@code lettergate.oauth}; then they
     *     are sent no passwords of people who sign in
     */
    public record Domain(
            String name,
            @Nullable Imap imap,
            @Nullable Pop3 pop3,
            @Nullable Smtp smtp,
            @Nullable Protocol protocol,
            @DefaultValue("ADDRESS") MailDomain.Login login,
            @DefaultValue("false") boolean trustsUs,
            @Nullable String oauth) {

        MailDomain domain() {
            Map<Protocol, Endpoint> servers = new EnumMap<>(Protocol.class);
            if (imap != null) {
                servers.put(Protocol.IMAP, imap.endpoint());
            }
            if (pop3 != null) {
                servers.put(Protocol.POP3, pop3.endpoint());
            }
            if (servers.isEmpty()) {
                throw new IllegalArgumentException("The domain " + name + " needs imap.host or pop3.host");
            }
            var preferred = imap == null ? Protocol.POP3 : Protocol.IMAP;
            var outgoing = smtp == null ? null : smtp.endpoint();
            var used = protocol == null ? preferred : protocol;
            return new MailDomain(name, used, servers, login, trustsUs, oauth, outgoing);
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

        public Endpoint endpoint() {
            return new Endpoint(host, port != null ? port : encryption == Encryption.TLS ? 993 : 143, encryption);
        }
    }

    /**
     * A POP3 server.
     *
     * @param port 995 for TLS, 110 otherwise, unless another is named
     */
    public record Pop3(
            String host,
            @Nullable Integer port,
            @DefaultValue("TLS") Encryption encryption) {

        public Endpoint endpoint() {
            return new Endpoint(host, port != null ? port : encryption == Encryption.TLS ? 995 : 110, encryption);
        }
    }

    /**
     * A server that takes what people send.
     *
     * @param port 465 for TLS, 587 otherwise, unless another is named
     */
    public record Smtp(
            String host,
            @Nullable Integer port,
            @DefaultValue("TLS") Encryption encryption) {

        public Endpoint endpoint() {
            return new Endpoint(host, port != null ? port : encryption == Encryption.TLS ? 465 : 587, encryption);
        }
    }
}
