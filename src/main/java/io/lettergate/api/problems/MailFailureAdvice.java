package io.lettergate.api.problems;

import io.lettergate.answering.ListLeaving;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller of the API why mail could not be served. */
@RestControllerAdvice(basePackages = "io.lettergate.api")
@Order(Ordered.HIGHEST_PRECEDENCE)
class MailFailureAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(
            MailFailure failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw failure;
        }
        var kind = kind(failure, request);
        var sentence = kind == ProblemKind.PASSWORD_NEEDED ? kind.meaning() : failure.sentence();
        var problem = new Problem(kind, sentence).retryAfter(failure.retryAfter());
        if (failure instanceof MailFailure.ServerSaid no) {
            problem.upstream(no.host(), no.words());
        }
        if (failure instanceof MailFailure.CapabilityMissing missing) {
            problem.capability(missing.capability());
        }
        return problem.answer();
    }

    /** Here and not elsewhere, as this advice would explain its cause. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unverified(VerificationFailed unverified) {
        var failure = unverified.failure();
        var problem = new Problem(ProblemKind.VERIFICATION_FAILED, failure.sentence()).retryAfter(failure.retryAfter());
        if (failure instanceof MailFailure.SignInRefused refused) {
            problem.upstream(refused.host(), refused.words());
        }
        return problem.answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notOffered(NotOffered refused) {
        return new Problem(refused.kind(), String.valueOf(refused.getMessage())).answer();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notLeft(ListLeaving.NotLeft failed) {
        return new Problem(ProblemKind.UNSUBSCRIBE_FAILED, String.valueOf(failed.getMessage())).answer();
    }

    /** A token is fine where the password of an account is missing, so the answer cannot be 401. */
    private static boolean isByToken() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof SignedIn caller
                && caller.permit().isToken();
    }

    private static ProblemKind kind(MailFailure failure, HttpServletRequest request) {
        return switch (failure) {
            case MailFailure.SignInRefused refused -> ProblemKind.UPSTREAM_AUTH_FAILED;
            case MailFailure.SignInNeeded needed ->
                isByToken() ? ProblemKind.PASSWORD_NEEDED : ProblemKind.SIGN_IN_NEEDED;
            case MailFailure.SignInUnsupported unsupported -> ProblemKind.SIGN_IN_UNSUPPORTED;
            case MailFailure.PolicyRefused refused -> ProblemKind.HOST_NOT_ALLOWED;
            case MailFailure.TooManyProbes many -> ProblemKind.TOO_MANY_PROBES;
            case MailFailure.DomainUnknown unknown -> ProblemKind.DOMAIN_UNKNOWN;
            case MailFailure.AddressInvalid invalid -> ProblemKind.ADDRESS_INVALID;
            case MailFailure.ServerUnreachable unreachable -> ProblemKind.UPSTREAM_UNREACHABLE;
            case MailFailure.ServerSlow slow -> ProblemKind.UPSTREAM_TIMEOUT;
            case MailFailure.TlsFailed failed -> ProblemKind.UPSTREAM_TLS;
            case MailFailure.ServerUnreadable unreadable -> ProblemKind.UPSTREAM_UNREADABLE;
            case MailFailure.ServerRefused refused -> ProblemKind.UPSTREAM_REFUSED;
            case MailFailure.QuotaExceeded full -> ProblemKind.QUOTA_EXCEEDED;
            case MailFailure.NotPermitted refused -> ProblemKind.NOT_PERMITTED;
            case MailFailure.MailboxExists exists -> ProblemKind.MAILBOX_EXISTS;
            case MailFailure.MailboxNotEmpty full -> ProblemKind.MAILBOX_NOT_EMPTY;
            case MailFailure.MailboxNeeded needed -> ProblemKind.MAILBOX_NEEDED;
            case MailFailure.MailboxNameRefused refused -> ProblemKind.MAILBOX_NAME_INVALID;
            case MailFailure.MessageTooLarge large -> ProblemKind.MESSAGE_TOO_LARGE;
            case MailFailure.UndoExpired expired -> ProblemKind.UNDO_EXPIRED;
            case MailFailure.AccountBusy busy -> ProblemKind.ACCOUNT_BUSY;
            case MailFailure.TooManyConnections many -> ProblemKind.ACCOUNT_BUSY;
            case MailFailure.MaildropLocked locked -> ProblemKind.ACCOUNT_BUSY;
            case MailFailure.SignedInTooSoon soon -> ProblemKind.ACCOUNT_BUSY;
            case MailFailure.ServerUnavailable unavailable -> ProblemKind.UPSTREAM_UNREACHABLE;
            case MailFailure.MaildropClosed closed -> ProblemKind.UPSTREAM_REFUSED;
            case MailFailure.NoRoom full -> ProblemKind.NO_ROOM;
            case MailFailure.StoreFull full -> ProblemKind.STORE_FULL;
            case MailFailure.CopyDamaged damaged -> ProblemKind.COPY_DAMAGED;
            case MailFailure.AccountNeeded needed -> ProblemKind.ACCOUNT_NEEDED;
            case MailFailure.NoSuchAccount missing -> ProblemKind.NO_SUCH_ACCOUNT;
            case MailFailure.ExportTooLarge large -> ProblemKind.EXPORT_TOO_LARGE;
            case MailFailure.SwitchIncomplete incomplete -> ProblemKind.UPSTREAM_REFUSED;
            case MailFailure.NoSuchOperation missing -> ProblemKind.NO_SUCH_OPERATION;
            case MailFailure.NoSuchMailbox missing -> ProblemKind.NO_SUCH_MAILBOX;
            case MailFailure.NoSuchMessage missing -> ProblemKind.NO_SUCH_MESSAGE;
            case MailFailure.NoSuchLook missing -> ProblemKind.NO_SUCH_POLL;
            case MailFailure.NoSuchPart missing -> ProblemKind.NO_SUCH_PART;
            case MailFailure.MessageGone gone -> ProblemKind.MESSAGE_GONE;
            case MailFailure.Changed changed -> ProblemKind.PRECONDITION_FAILED;
            case MailFailure.CapabilityMissing missing -> ProblemKind.CAPABILITY_MISSING;
            case MailFailure.NoSuchDraft missing -> ProblemKind.NO_SUCH_DRAFT;
            case MailFailure.NoSuchIdentity missing -> ProblemKind.NO_SUCH_IDENTITY;
            case MailFailure.NoSuchTemplate missing -> ProblemKind.NO_SUCH_TEMPLATE;
            case MailFailure.NoSuchUpload missing -> ProblemKind.NO_SUCH_UPLOAD;
            case MailFailure.UploadTooLarge large -> ProblemKind.UPLOAD_TOO_LARGE;
            case MailFailure.UploadMisplaced misplaced -> ProblemKind.UPLOAD_MISPLACED;
            case MailFailure.RecipientMissing missing -> ProblemKind.RECIPIENT_MISSING;
            case MailFailure.RecipientInvalid invalid -> ProblemKind.ADDRESS_INVALID;
            case MailFailure.MessageUnfit unfit -> ProblemKind.MESSAGE_UNFIT;
            case MailFailure.KeyUsed used -> ProblemKind.IDEMPOTENCY_KEY_USED;
            case MailFailure.KeyBusy busy -> ProblemKind.IDEMPOTENCY_KEY_BUSY;
            case MailFailure.TooManySent many -> ProblemKind.TOO_MANY_SENT;
            case MailFailure.NoOutgoingServer missing -> ProblemKind.NO_OUTGOING_SERVER;
            case MailFailure.NoSuchSubmission missing -> ProblemKind.NO_SUCH_SUBMISSION;
            case MailFailure.SubmissionUnderWay underWay -> ProblemKind.SUBMISSION_UNDER_WAY;
            case MailFailure.SearchEnded ended -> ProblemKind.SEARCH_ENDED;
            case MailFailure.TookTooLong slow -> ProblemKind.UPSTREAM_TIMEOUT;
            case MailFailure.MailboxReset reset ->
                request.getParameter("cursor") == null ? ProblemKind.MESSAGE_GONE : ProblemKind.CURSOR_EXPIRED;
        };
    }
}
