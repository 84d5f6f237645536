package io.lettergate.webmail;

import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page why mail could not be served. */
@ControllerAdvice(basePackageClasses = FailurePages.class)
class FailurePages {

    private static final String SIGN_IN = "/login?expired";

    @ExceptionHandler
    @Nullable
    ModelAndView explain(MailFailure failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw failure;
        }
        response.reset();
        if (failure instanceof MailFailure.SignInNeeded) {
            return signIn(request, response);
        }
        var wait = failure.retryAfter();
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return ErrorPage.of(status(failure), failure.sentence(), request, response);
    }

    private static @Nullable ModelAndView signIn(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("HX-Request") == null) {
            return new ModelAndView("redirect:" + SIGN_IN);
        }
        response.setHeader("HX-Redirect", SIGN_IN);
        return null;
    }

    private static HttpStatus status(MailFailure failure) {
        return switch (failure) {
            case MailFailure.SignInRefused refused -> HttpStatus.BAD_GATEWAY;
            case MailFailure.SignInNeeded needed -> HttpStatus.UNAUTHORIZED;
            case MailFailure.SignInUnsupported unsupported -> HttpStatus.BAD_GATEWAY;
            case MailFailure.PolicyRefused refused -> HttpStatus.FORBIDDEN;
            case MailFailure.TooManyProbes many -> HttpStatus.TOO_MANY_REQUESTS;
            case MailFailure.DomainUnknown unknown -> HttpStatus.BAD_REQUEST;
            case MailFailure.AddressInvalid invalid -> HttpStatus.BAD_REQUEST;
            case MailFailure.ServerUnreachable unreachable -> HttpStatus.BAD_GATEWAY;
            case MailFailure.ServerSlow slow -> HttpStatus.GATEWAY_TIMEOUT;
            case MailFailure.TlsFailed failed -> HttpStatus.BAD_GATEWAY;
            case MailFailure.ServerUnreadable unreadable -> HttpStatus.BAD_GATEWAY;
            case MailFailure.ServerRefused refused -> HttpStatus.CONFLICT;
            case MailFailure.QuotaExceeded full -> HttpStatus.CONFLICT;
            case MailFailure.NotPermitted refused -> HttpStatus.CONFLICT;
            case MailFailure.MailboxExists exists -> HttpStatus.CONFLICT;
            case MailFailure.MailboxNotEmpty full -> HttpStatus.CONFLICT;
            case MailFailure.MailboxNeeded needed -> HttpStatus.CONFLICT;
            case MailFailure.MailboxNameRefused refused -> HttpStatus.BAD_REQUEST;
            case MailFailure.MessageTooLarge large -> HttpStatus.CONTENT_TOO_LARGE;
            case MailFailure.NoSuchDraft none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchIdentity none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchTemplate none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchUpload none -> HttpStatus.NOT_FOUND;
            case MailFailure.UploadTooLarge large -> HttpStatus.CONTENT_TOO_LARGE;
            case MailFailure.UploadMisplaced misplaced -> HttpStatus.CONFLICT;
            case MailFailure.RecipientMissing missing -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MailFailure.RecipientInvalid invalid -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MailFailure.MessageUnfit unfit -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MailFailure.TooManySent many -> HttpStatus.TOO_MANY_REQUESTS;
            case MailFailure.KeyUsed used -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MailFailure.KeyBusy busy -> HttpStatus.CONFLICT;
            case MailFailure.NoOutgoingServer missing -> HttpStatus.CONFLICT;
            case MailFailure.NoSuchSubmission missing -> HttpStatus.NOT_FOUND;
            case MailFailure.SubmissionUnderWay underWay -> HttpStatus.CONFLICT;
            case MailFailure.UndoExpired expired -> HttpStatus.GONE;
            case MailFailure.AccountBusy busy -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.TooManyConnections many -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.MaildropLocked locked -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.SignedInTooSoon soon -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.ServerUnavailable unavailable -> HttpStatus.BAD_GATEWAY;
            case MailFailure.MaildropClosed closed -> HttpStatus.CONFLICT;
            case MailFailure.NoRoom full -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.StoreFull full -> HttpStatus.SERVICE_UNAVAILABLE;
            case MailFailure.CopyDamaged damaged -> HttpStatus.GONE;
            case MailFailure.AccountNeeded needed -> HttpStatus.CONFLICT;
            case MailFailure.NoSuchAccount none -> HttpStatus.NOT_FOUND;
            case MailFailure.SwitchIncomplete incomplete -> HttpStatus.CONFLICT;
            case MailFailure.ExportTooLarge large -> HttpStatus.INSUFFICIENT_STORAGE;
            case MailFailure.NoSuchOperation none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchMailbox none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchMessage none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchLook none -> HttpStatus.NOT_FOUND;
            case MailFailure.NoSuchPart none -> HttpStatus.NOT_FOUND;
            case MailFailure.MessageGone gone -> HttpStatus.GONE;
            case MailFailure.MailboxReset reset -> HttpStatus.CONFLICT;
            case MailFailure.Changed changed -> HttpStatus.CONFLICT;
            case MailFailure.CapabilityMissing missing -> HttpStatus.CONFLICT;
            case MailFailure.SearchEnded ended -> HttpStatus.CONFLICT;
            case MailFailure.TookTooLong slow -> HttpStatus.GATEWAY_TIMEOUT;
        };
    }
}
