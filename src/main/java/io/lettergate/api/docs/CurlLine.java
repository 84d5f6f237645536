package io.lettergate.api.docs;

import java.util.Locale;
import java.util.regex.Pattern;

/** A line that a reader can copy into a shell, where $ACCOUNT and the like have been set. */
record CurlLine(String method, String path, boolean hasBody) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");
    private static final String BODY = " -H 'Content-Type: application/json' -d '{\"keywords\": {\"$seen\": true}}'";

    String text() {
        var address = VARIABLE.matcher(path)
                .replaceAll(variable -> "\\$" + variable.group(1).toUpperCase(Locale.ROOT));
        return "curl -u robin@vale.example:demo" + (method.equals("GET") ? "" : " -X " + method) + (hasBody ? BODY : "")
                + " \"http://localhost:8080" + address + "\"";
    }
}
