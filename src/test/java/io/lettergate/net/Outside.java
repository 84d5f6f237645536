package io.lettergate.net;

import io.lettergate.HttpsServer;
import io.lettergate.StillTicker;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** The ways out as a test arranges them. */
record Outside(
        NetSettings settings, Egress egress, @Nullable HttpsServer trusted) {

    Outside(NetSettings settings, Egress egress) {
        this(settings, egress, null);
    }

    static Outside open(NetSettings.Open open, Resolver resolver, @Nullable HttpsServer trusted) {
        var settings = settings(open);
        return new Outside(settings, new Egress(settings, resolver, List.of()), trusted);
    }

    static NetSettings settings(NetSettings.Open open) {
        return new NetSettings(
                "house",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                open,
                List.of(),
                new NetSettings.Pace(100, 100),
                List.of());
    }

    Dialer dialer() {
        return new Dialer(settings, egress, new Handshakes(settings, new StillTicker()), new Exit(), trust());
    }

    Web web() {
        return new Web(new WebConnections(settings, egress, new Exit(), trust()));
    }

    private Trust trust() {
        try {
            var store = trusted == null ? null : trusted.trustStore();
            return new Trust(
                    settings,
                    new DefaultSslBundleRegistry("house", SslBundle.of(SslStoreBundle.of(null, null, store))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
