package io.lettergate.auth.sessions;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.SessionConfig;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Calls the session's cookie {@code __Host-…} wherever the request came over TLS, to us or to a proxy that we trust, and
 * takes no other there: then no other host of the domain, and nobody on the way, can put a session of theirs in its place.
 * On plain HTTP, where browsers would not take such a cookie, it keeps its bare name.
 */
@Component
class HostCookies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String PREFIX = "__Host-";

    static String name(String bare, HttpServletRequest request) {
        return request.isSecure() ? PREFIX + bare : bare;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            context.setCookieProcessor(new Naming(context));
            context.getPipeline().addValve(new Reading());
        });
    }

    /** Writes the session's cookie under its name for this request. */
    private static final class Naming extends Rfc6265CookieProcessor {

        private final Context context;

        Naming(Context context) {
            this.context = context;
            setSameSiteCookies("lax");
        }

        @Override
        public String generateHeader(Cookie cookie, @Nullable HttpServletRequest request) {
            if (request == null
                    || !request.isSecure()
                    || !cookie.getName().equals(SessionConfig.getSessionCookieName(context))) {
                return super.generateHeader(cookie, request);
            }
            var renamed = new Cookie(PREFIX + cookie.getName(), cookie.getValue());
            cookie.getAttributes().forEach(renamed::setAttribute);
            renamed.setPath("/");
            renamed.setSecure(true);
            return super.generateHeader(renamed, request);
        }
    }

    /** Looks for the session under that name only. */
    private static final class Reading extends ValveBase {

        Reading() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (request.isSecure()) {
                var name = PREFIX + SessionConfig.getSessionCookieName(request.getContext());
                var id = id(request.getCookies(), name);
                request.setRequestedSessionId(id);
                request.setRequestedSessionCookie(id != null);
            }
            getNext().invoke(request, response);
        }

        private static @Nullable String id(Cookie @Nullable [] cookies, String name) {
            return cookies == null
                    ? null
                    : Arrays.stream(cookies)
                            .filter(cookie -> cookie.getName().equals(name))
                            .map(Cookie::getValue)
                            .findFirst()
                            .orElse(null);
        }
    }
}
