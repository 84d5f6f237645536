package io.lettergate.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every answer carries, whoever gives it; who serves something stranger sets narrower ones instead. */
final class StandingHeaders {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; frame-src FRAMES; "
            + "manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types default";

    /** What a page could ask of a machine, of which ours ask nothing but passkeys and to copy. */
    private static final String FEATURES =
            "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), "
                    + "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), "
                    + "hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
                    + "picture-in-picture=(), screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

    private static final String TWO_YEARS = "max-age=63072000";

    private static final Map<String, String> ALWAYS = Map.of(
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", FEATURES,
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private StandingHeaders() {}

    /**
     * The headers by name.
     *
     * @param content where letters are shown, as pages frame them
     * @param secure whether the answer goes over TLS, as only then a browser may be told to demand it (RFC 6797 §7.2)
     */
    static Map<String, String> of(ContentOrigin content, boolean secure) {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        all.put("Content-Security-Policy", POLICY.replace("FRAMES", content.frames()));
        if (secure) {
            all.put("Strict-Transport-Security", TWO_YEARS);
        }
        return all;
    }
}
