package io.lettergate.oauth;

import io.lettergate.accounts.Access;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import io.lettergate.oauth.OauthSettings.Named;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gives leave to use mailboxes, as the operator and we know it.
 *
 * @param site where it is
 * @param imap the server that takes its tokens; absent where the operator's domains say so
 */
record Provider(
        String id,
        String name,
        Site site,
        List<String> scopes,
        @Nullable Endpoint imap,
        @Nullable Endpoint pop3,
        Map<String, String> parameters,
        Named named) {

    /**
     * Where a provider is: described by itself at its issuer, or by us.
     *
     * @param issuer absent where it does not say who people are
     * @param isDescribed whether the rest stands in its description
     */
    record Site(
            @Nullable String issuer, boolean isDescribed, String authorizationUri, String tokenUri, String keysUri) {}

    static Provider of(String id, Named named) {
        if (named.clientId().isBlank()) {
            throw new IllegalArgumentException("lettergate.oauth." + id + " needs a client-id");
        }
        return switch (id) {
            case "google" -> google(named);
            case "microsoft" -> microsoft(named);
            default -> other(id, named);
        };
    }

    private static Provider google(Named named) {
        return new Provider(
                "google",
                named(named, "Google"),
                new Site(
                        "https://accounts.google.com",
                        false,
                        "https://accounts.google.com/o/oauth2/v2/auth",
                        "https://oauth2.googleapis.com/token",
                        "https://www.googleapis.com/oauth2/v3/certs"),
                scopes(named, "openid", "email", "https://mail.google.com/"),
                new Endpoint("imap.gmail.com", 993, Endpoint.Encryption.TLS),
                new Endpoint("pop.gmail.com", 995, Endpoint.Encryption.TLS),
                Map.of("access_type", "offline", "prompt", "consent"),
                named);
    }

    /** The issuer of what it says about people holds the number of their tenant, so it is known for a single one only. */
    private static Provider microsoft(Named named) {
        var base = "https://login.microsoftonline.com/" + named.tenant();
        return new Provider(
                "microsoft",
                named(named, "Microsoft"),
                new Site(
                        named.tenant().contains("-") ? base + "/v2.0" : null,
                        false,
                        base + "/oauth2/v2.0/authorize",
                        base + "/oauth2/v2.0/token",
                        base + "/discovery/v2.0/keys"),
                scopes(
                        named,
                        "openid",
                        "email",
                        "profile",
                        "offline_access",
                        "https://outlook.office.com/IMAP.AccessAsUser.All",
                        "https://outlook.office.com/POP.AccessAsUser.All"),
                new Endpoint("outlook.office365.com", 993, Endpoint.Encryption.TLS),
                new Endpoint("outlook.office365.com", 995, Endpoint.Encryption.TLS),
                Map.of(),
                named);
    }

    private static Provider other(String id, Named named) {
        return new Provider(
                id,
                named(named, id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1)),
                site(id, named),
                scopes(named, "openid", "email", "offline_access"),
                named.imap() == null ? null : named.imap().endpoint(),
                named.pop3() == null ? null : named.pop3().endpoint(),
                named.parameters(),
                named);
    }

    private static Site site(String id, Named named) {
        if (named.issuer() != null) {
            return new Site(named.issuer(), true, "", "", "");
        }
        if (named.authorizationUri() == null || named.tokenUri() == null) {
            throw new IllegalArgumentException(
                    "lettergate.oauth." + id + " needs an issuer, or authorization-uri and token-uri");
        }
        return new Site(null, false, named.authorizationUri(), named.tokenUri(), "");
    }

    private static String named(Named named, String usual) {
        return named.name() == null ? usual : named.name();
    }

    private static List<String> scopes(Named named, String... usual) {
        return named.scopes() == null ? List.of(usual) : List.copyOf(named.scopes());
    }

    /** Whether it says who people are. */
    boolean tellsWho() {
        return site.issuer() != null && scopes.contains("openid");
    }

    boolean letsIn() {
        return named.signIn() && tellsWho();
    }

    /** Whether it may say of this address that it is somebody's. */
    boolean vouchesFor(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return named.domains().contains("*") || named.domains().stream().anyMatch(domain::equalsIgnoreCase);
    }

    List<Access> accesses(String address) {
        return Stream.of(access(Protocol.IMAP, imap, address), access(Protocol.POP3, pop3, address))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Access> access(Protocol protocol, @Nullable Endpoint endpoint, String address) {
        return Optional.ofNullable(endpoint).map(server -> new Access(protocol, server, address));
    }

    /** The addresses that the operator wrote down himself. */
    Stream<URI> written() {
        return Stream.of(
                        Optional.ofNullable(site.issuer()),
                        Optional.of(site.authorizationUri()),
                        Optional.of(site.tokenUri()))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .map(URI::create);
    }

    @Override
    public String toString() {
        return "Provider(" + id + ")";
    }
}
