package io.lettergate.auth;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Puts the standing headers on every answer before anybody works on it, so that no refusal goes without
 * them; and lets nobody keep what nobody says may be kept. */
class EveryAnswer extends ValveBase {

    EveryAnswer() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        StandingHeaders.of(request.isSecure()).forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        getNext().invoke(request, response);
    }
}
