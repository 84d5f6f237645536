package io.lettergate.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server refuses before the application sees it, such as requests that are no HTTP: a sentence, and
 * nothing of how the program is made. Tomcat makes it by its name.
 */
public class LastWords extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write((sentence(response.getStatus()) + "\n").getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // Whoever asked has hung up, and nobody else wants the answer.
            response.setSuspended(true);
        }
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "This is no request that can be understood: its first line, a header or the address is broken.";
            case 404 -> "There is nothing at this address.";
            case 405, 501 -> "Nothing here takes this method.";
            case 408 -> "The request took too long to arrive.";
            case 413 -> "The request is too large.";
            case 414 -> "The address is too long.";
            case 431 -> "The headers of the request are too long.";
            default ->
                status < 500
                        ? "The request was refused."
                        : "Something went wrong on our side. Try again, and tell the operator if it stays so.";
        };
    }
}
