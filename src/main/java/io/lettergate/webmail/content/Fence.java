package io.lettergate.webmail.content;

import java.util.Map;

/** The headers around the document of a message's frame. They are always the same: nothing can be switched off. */
final class Fence {

    private Fence() {}

    /**
     * The headers by name.
     *
     * @param pictures below which address the message's own pictures are; the frame's origin is opaque, so that theirs
     *     has to be named
     * @param pages the origin of those that may frame it
     */
    static Map<String, String> headers(String pictures, String pages) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; img-src " + pictures + " data:; style-src 'unsafe-inline'; form-action 'none';"
                        + " base-uri 'none'; frame-ancestors " + pages + ";"
                        + " sandbox allow-popups allow-popups-to-escape-sandbox",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "X-Frame-Options",
                "SAMEORIGIN",
                "X-DNS-Prefetch-Control",
                "off",
                "Cache-Control",
                "no-store");
    }
}
