package io.lettergate.api.docs;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line that a reader can copy into a shell, where $ACCOUNT and the like have been set.
 *
 * @param type the media type of the body; empty for a call without one
 * @param example a body in JSON; empty where none is known, or the body is something else
 */
record CurlLine(String method, String path, String type, String example) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

    String text() {
        var address = VARIABLE.matcher(path)
                .replaceAll(variable -> "\\$" + variable.group(1).toUpperCase(Locale.ROOT));
        return "curl -u robin@vale.example:demo" + (method.equals("GET") ? "" : " -X " + method) + body()
                + " \"http://localhost:8080" + address + "\"";
    }

    /** Single quotes keep a shell from its own reading of the example, so none may stand inside. */
    private String body() {
        if (type.isEmpty()) {
            return "";
        }
        var octets = switch (type) {
            case "message/rfc822" -> " --data-binary @message.eml";
            case "application/octet-stream" -> " --data-binary @picture.png";
            default -> example.isEmpty() ? " --data-binary @body" : " -d '" + example.replace("'", "\\u0027") + "'";
        };
        return " -H 'Content-Type: " + type + "'" + octets;
    }
}
