package io.lettergate.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Addresses as people write them, with spaces and letters that no address has: browsers take those, too. */
final class Written {

    private static final String KEPT = "-._~!$&'()*+,;=:@/?";

    private Written() {}

    /**
     * The address that is meant.
     *
     * @throws IllegalArgumentException if none can be
     */
    static URI address(String written) {
        int host = written.indexOf("//") + 2;
        int path = host;
        while (path < written.length() && "/?#".indexOf(written.charAt(path)) < 0) {
            path++;
        }
        int fragment = written.indexOf('#', path);
        var rest = written.substring(path, fragment < 0 ? written.length() : fragment);
        return URI.create(written.substring(0, path) + escaped(rest));
    }

    private static String escaped(String rest) {
        var escaped = new StringBuilder(rest.length());
        for (var octet : rest.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean isPlain = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '%' || KEPT.indexOf(c) >= 0;
            escaped.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return escaped.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
