package io.lettergate.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The host name of its own under which letters are shown, where the operator set one: no cookie of ours goes there. */
public final class ContentOrigin {

    private final @Nullable String origin;
    private final @Nullable String host;

    /**
     * An origin as browsers write it.
     *
     * @throws IllegalArgumentException if it is more or less than a scheme, a host and a port
     */
    public ContentOrigin(@Nullable String configured) {
        if (configured == null || configured.isBlank()) {
            this.origin = null;
            this.host = null;
            return;
        }
        var url = URI.create(configured.strip().toLowerCase(Locale.ROOT));
        var isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        var isBare = url.getRawPath() != null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
        if (!isWeb || !isBare || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "lettergate.content-origin looks like https://letters.example, but got " + configured);
        }
        this.origin = url.getScheme() + "://" + url.getRawAuthority();
        this.host = url.getHost();
    }

    /** As in https://letters.example; absent where letters are shown under the name of the pages. */
    public Optional<String> origin() {
        return Optional.ofNullable(origin);
    }

    /** Whether a request came by this name. */
    boolean names(String requested) {
        return requested.equalsIgnoreCase(host);
    }

    /** What the pages may frame, as a Content-Security-Policy says it. */
    String frames() {
        return origin == null ? "'self'" : "'self' " + origin;
    }
}
