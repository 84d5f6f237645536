package io.lettergate.webmail;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** How much of a page a request asks for: all of it, or what htmx is about to replace. */
enum Update {
    /** The whole document. */
    PAGE("messages/page"),
    /** Everything below the document's own parts. */
    APP("messages/update :: app"),
    /** The open message alone. */
    MESSAGE("messages/update :: message");

    private final String view;

    Update(String view) {
        this.view = view;
    }

    static Update of(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        response.addHeader(HttpHeaders.VARY, "HX-Target");
        if (request.getHeader("HX-Request") == null || request.getHeader("HX-History-Restore-Request") != null) {
            return PAGE;
        }
        return "message".equals(request.getHeader("HX-Target")) ? MESSAGE : APP;
    }

    /** The same, where there is no message to update. */
    Update orApp() {
        return this == MESSAGE ? APP : this;
    }

    String view() {
        return view;
    }
}
