package io.lettergate.oauth;

import io.lettergate.net.TrustedEndpoints;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The providers that the operator named. */
@Component
public class Providers implements TrustedEndpoints {

    private final List<Provider> all;

    Providers(OauthSettings settings) {
        this.all = settings.oauth().entrySet().stream()
                .map(entry -> Provider.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Provider::name))
                .toList();
        all.stream().filter(provider -> provider.named().signIn()).forEach(Providers::requireWho);
    }

    private static void requireWho(Provider provider) {
        if (!provider.tellsWho()) {
            throw new IllegalArgumentException("Nobody can sign in at lettergate.oauth." + provider.id()
                    + ": it needs an issuer, and openid among its scopes"
                    + (provider.id().equals("microsoft") ? ". For Microsoft, name the id of one tenant." : "."));
        }
        if (provider.named().domains().isEmpty()) {
            throw new IllegalArgumentException("lettergate.oauth." + provider.id()
                    + " needs domains: of which addresses it may say that they are somebody's");
        }
    }

    /** A provider, as a button names it. */
    public record Button(String id, String name) {}

    /** Those at whom people may sign in to Lettergate. */
    public List<Button> toSignIn() {
        return buttons(all.stream().filter(Provider::letsIn).toList());
    }

    /** Those at whom people may give leave to use further mailboxes. */
    public List<Button> toLink() {
        return buttons(all);
    }

    /** What people call a provider. */
    public String name(String id) {
        return find(id).map(Provider::name).orElse(id);
    }

    private static List<Button> buttons(List<Provider> providers) {
        return providers.stream()
                .map(provider -> new Button(provider.id(), provider.name()))
                .toList();
    }

    Optional<Provider> find(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /** What stands in the configuration is the operator's own word. */
    @Override
    public boolean names(String host, int port) {
        return all.stream().flatMap(Provider::written).anyMatch(written -> isAt(written, host, port));
    }

    private static boolean isAt(URI written, String host, int port) {
        var usual = "http".equals(written.getScheme()) ? 80 : 443;
        return host.equalsIgnoreCase(written.getHost()) && port == (written.getPort() < 0 ? usual : written.getPort());
    }
}
