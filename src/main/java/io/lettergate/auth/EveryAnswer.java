package io.lettergate.auth;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Puts the standing headers on every answer before anybody works on it, so that no refusal goes without
 * them; and lets nobody keep what nobody says may be kept. */
class EveryAnswer extends ValveBase {

    private final ContentOrigin content;

    EveryAnswer(ContentOrigin content) {
        super(true);
        this.content = content;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        StandingHeaders.of(content, request.isSecure()).forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        if (content.names(request.getServerName()) && !isContent(request.getRequestURI())) {
            // There is nothing but letters under their name: no page, no way to sign in, no cookie.
            response.sendError(404);
            return;
        }
        getNext().invoke(request, response);
    }

    private static boolean isContent(String path) {
        return path.startsWith("/content/") && !path.contains("..") && !path.contains(";") && !path.contains("%2");
    }
}
