package io.lettergate.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * The site that a passkey is made for and works on, as browsers know it.
 *
 * @param host what a passkey is bound to
 * @param origin what a browser says that it signed for
 */
record Site(String host, String origin) {

    static Site of(URI origin) {
        var port = origin.getPort();
        return new Site(origin.getHost(), origin.getScheme() + "://" + origin.getHost() + (port < 0 ? "" : ":" + port));
    }

    static Site of(HttpServletRequest request) {
        var scheme = request.getScheme();
        var port = request.getServerPort();
        var usual = port == (scheme.equals("https") ? 443 : 80);
        var host = request.getServerName();
        return new Site(host, scheme + "://" + host + (usual ? "" : ":" + port));
    }
}
