package io.lettergate.api.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.collecting.Plan;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** A failure on its way to the caller (RFC 9457). */
class Problem {

    private final ProblemDetail body;
    private final HttpHeaders headers = new HttpHeaders();

    /** What the mail server said, where it spoke. */
    record Upstream(String host, String response) {}

    /**
     * One place in the request that is wrong.
     *
     * @param pointer the place in the body, as a JSON pointer (RFC 6901)
     * @param parameter the parameter of the address
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fault(@Nullable String pointer, @Nullable String parameter, String detail) {}

    /** How much a window would remove from a server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Leaving(
            long leaving,
            long leavingOctets,
            long soon,
            @Nullable Instant firstAt) {}

    Problem(ProblemKind kind, String detail) {
        body = ProblemDetail.forStatusAndDetail(kind.status(), detail);
        body.setType(kind.type());
        body.setTitle(kind.title());
        body.setProperty("code", kind.code());
        body.setProperty("retryable", false);
        headers.setCacheControl("no-store");
    }

    Problem status(HttpStatusCode status) {
        body.setStatus(status.value());
        return this;
    }

    Problem retryAfter(@Nullable Duration wait) {
        if (wait != null) {
            body.setProperty("retryable", true);
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return this;
    }

    Problem upstream(String host, String response) {
        body.setProperty("upstream", new Upstream(host, response));
        return this;
    }

    Problem capability(String missing) {
        body.setProperty("capability", missing);
        return this;
    }

    Problem scope(String missing) {
        body.setProperty("scope", missing);
        return this;
    }

    Problem plan(Plan plan, String plans) {
        body.setProperty("plan", new Leaving(plan.leaving(), plan.leavingOctets(), plan.soon(), plan.firstAt()));
        body.setProperty("plans", plans);
        return this;
    }

    Problem faults(List<Fault> faults) {
        if (!faults.isEmpty()) {
            body.setProperty("errors", faults);
        }
        return this;
    }

    Problem requestId(String id) {
        body.setProperty("requestId", id);
        return this;
    }

    Problem headers(HttpHeaders more) {
        headers.putAll(more);
        return this;
    }

    ResponseEntity<ProblemDetail> answer() {
        return ResponseEntity.status(body.getStatus()).headers(headers).body(body);
    }

    /** Answers where no controller does. */
    void send(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setStatus(body.getStatus());
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), body);
    }
}
