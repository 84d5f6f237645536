package io.lettergate.api.problems;

import io.lettergate.accounts.AlreadyLinked;
import io.lettergate.auth.factors.CodeRefused;
import io.lettergate.auth.sessions.NoSuchSession;
import io.lettergate.collecting.PlanNeeded;
import io.lettergate.events.TooManyStreams;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Tells a caller of the API what was wrong with the request, and what nobody foresaw. */
@RestControllerAdvice(basePackages = "io.lettergate.api")
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRequest invalid) {
        return new Problem(ProblemKind.BAD_REQUEST, sentence(invalid.fault().detail()))
                .faults(List.of(invalid.fault()))
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAllowed(AccessProblem denied) {
        return denied.answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> alreadyLinked(AlreadyLinked already) {
        return new Problem(ProblemKind.ACCOUNT_EXISTS, String.valueOf(already.getMessage())).answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> draftChanged(DraftConflict conflict) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.LOCATION, conflict.kept());
        return new Problem(
                        ProblemKind.PRECONDITION_FAILED,
                        "This draft was changed elsewhere. What you sent is kept as a second draft, which Location names.")
                .headers(headers)
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> codeRefused(CodeRefused refused) {
        return new Problem(ProblemKind.CODE_REFUSED, refused.sentence())
                .retryAfter(refused.retryAfter())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchFactor(NoSuchFactor missing) {
        return new Problem(ProblemKind.NO_SUCH_FACTOR, "There is no such app or passkey.").answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchSession(NoSuchSession none) {
        return new Problem(ProblemKind.NO_SUCH_SESSION, none.sentence()).answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyStreams many) {
        return new Problem(ProblemKind.TOO_MANY_STREAMS, many.sentence())
                .retryAfter(many.retryAfter())
                .answer();
    }

    /** Says how much would go and where to read the rest; the token is not among it, so that nobody sends it unread. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> planNeeded(PlanNeeded needed, HttpServletRequest request) {
        return new Problem(ProblemKind.PLAN_NEEDED, String.valueOf(needed.getMessage()))
                .plan(needed.plan(), request.getRequestURI() + "/plans")
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception fault, ServletWebRequest request) throws Exception {
        var response = request.getResponse();
        if (response != null && response.isCommitted()) {
            throw fault;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(fault)) {
            return new Problem(ProblemKind.BAD_REQUEST, "The request broke off before its end.").answer();
        }
        var id = UUID.randomUUID().toString();
        LOG.error(
                "request failed id={} method={} path={}",
                id,
                request.getHttpMethod(),
                request.getRequest().getRequestURI(),
                fault);
        return new Problem(
                        ProblemKind.INTERNAL_ERROR,
                        "Something went wrong on our side. Tell the operator the request id " + id + ".")
                .requestId(id)
                .answer();
    }

    /** Gives what Spring found wrong our words. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var kind = UnreadableBody.isLate(fault) ? ProblemKind.REQUEST_TOO_SLOW : kind(status);
        var problem = new Problem(kind, detail(fault, kind))
                .status(kind == ProblemKind.REQUEST_TOO_SLOW ? kind.status() : status)
                .faults(faults(fault))
                .headers(headers)
                .answer();
        return super.handleExceptionInternal(fault, problem.getBody(), problem.getHeaders(), status, request);
    }

    /** What to call a failure that is known by its status alone. */
    private static ProblemKind kind(HttpStatusCode status) {
        return Stream.of(ProblemKind.values())
                .filter(kind -> kind.status().isSameCodeAs(status))
                .findFirst()
                .orElse(status.is4xxClientError() ? ProblemKind.BAD_REQUEST : ProblemKind.INTERNAL_ERROR);
    }

    private static String detail(Exception fault, ProblemKind kind) {
        return switch (fault) {
            case HttpMessageNotReadableException unreadable -> UnreadableBody.sentence(unreadable, kind);
            case TypeMismatchException mismatch -> "A parameter does not take the value it was given.";
            case HttpRequestMethodNotSupportedException other ->
                "This address does not take " + other.getMethod() + ".";
            default -> kind.meaning();
        };
    }

    private static List<Problem.Fault> faults(Exception fault) {
        if (fault instanceof TypeMismatchException mismatch) {
            return List.of(new Problem.Fault(null, mismatch.getPropertyName(), "It does not take this value."));
        }
        return fault instanceof HttpMessageNotReadableException unreadable
                ? UnreadableBody.faults(unreadable)
                : List.of();
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
