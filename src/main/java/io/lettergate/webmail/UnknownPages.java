package io.lettergate.webmail;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what no page answered: a page for people, a problem for programs (RFC 9457). */
@Controller
@RequestMapping("/error")
class UnknownPages implements ErrorController {

    @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
        return ErrorPage.of(status(request), null, request, response);
    }

    @RequestMapping
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        var status = status(request);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(status));
    }

    /** What the API would say too, had the request come so far. */
    private static ProblemDetail body(HttpStatus status) {
        var body = ProblemDetail.forStatusAndDetail(status, sentence(status));
        var code = status == HttpStatus.NOT_FOUND
                ? "not-found"
                : status.is5xxServerError() ? "internal-error" : "bad-request";
        body.setType(URI.create("/api/docs/problems#" + code));
        body.setProperty("code", code);
        body.setProperty("retryable", false);
        return body;
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method.";
            case FORBIDDEN -> "This is not allowed.";
            case TOO_MANY_REQUESTS -> "Too many requests are in the works. Wait for their answers.";
            default ->
                status.is5xxServerError()
                        ? "Something went wrong on our side. Try again, and tell the operator if it stays so."
                        : "The address, or a part of the request, holds something that no request may hold.";
        };
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }
}
