package io.lettergate.api.problems;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every kind of failure the API answers: its code never changes, so that programs can rely on it. */
public enum ProblemKind {
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request cannot be understood",
            "A parameter or the body does not say what this call expects. The list errors names each place."),
    SIGN_IN_NEEDED(
            HttpStatus.UNAUTHORIZED,
            "Sign in again",
            "Lettergate does not hold the password of this account any more. Send it with the request."),
    SIGN_IN_REFUSED(
            HttpStatus.UNAUTHORIZED,
            "Signing in failed",
            "The mail server does not take this address and password, or nobody serves addresses like it."),
    TOKEN_REFUSED(
            HttpStatus.UNAUTHORIZED,
            "The token is not taken",
            "It is unknown, was revoked or has expired, or it is not taken from the caller's address."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "Not from this page",
            "A browser's session needs the page's CSRF token. Programs send a token, or HTTP Basic, instead of a cookie."),
    INSUFFICIENT_SCOPE(
            HttpStatus.FORBIDDEN,
            "The token may not do this",
            "It lacks what scope names, or it is limited to some accounts. Make one that may."),
    PERSON_NEEDED(
            HttpStatus.FORBIDDEN,
            "Not by a token",
            "Only a person may do this, who signs in with a browser or by HTTP Basic."),
    SECOND_FACTOR_NEEDED(
            HttpStatus.FORBIDDEN,
            "The second factor is missing",
            "This person signs in with a second factor. A session gives it on the page /login/second; programs send an"
                    + " API token, as HTTP Basic cannot carry it."),
    STEP_UP_NEEDED(
            HttpStatus.FORBIDDEN,
            "Prove yourself once more",
            "The call wants a proof of who is there that is younger than five minutes. A session gives it on the page"
                    + " /login/again."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Nothing here", "The API has no such address."),
    NO_SUCH_ACCOUNT(HttpStatus.NOT_FOUND, "No such account", "There is none with this id, or it is somebody else's."),
    NO_SUCH_TOKEN(HttpStatus.NOT_FOUND, "No such token", "There is none with this id, or it is somebody else's."),
    NO_SUCH_FACTOR(HttpStatus.NOT_FOUND, "No such factor", "The caller has no such app or passkey."),
    NO_SUCH_SESSION(HttpStatus.NOT_FOUND, "No such session", "The caller is not signed in with a browser of this id."),
    NO_SUCH_OPERATION(
            HttpStatus.NOT_FOUND, "No such operation", "There is none with this id, or it is somebody else's."),
    NO_SUCH_DRAFT(HttpStatus.NOT_FOUND, "No such draft", "There is none with this id, or it was sent or discarded."),
    NO_SUCH_IDENTITY(HttpStatus.NOT_FOUND, "No such identity", "The account has none with this id."),
    NO_SUCH_TEMPLATE(HttpStatus.NOT_FOUND, "No such template", "The person has none with this id."),
    NO_SUCH_UPLOAD(
            HttpStatus.NOT_FOUND,
            "No such upload",
            "There is none with this id, or nobody used it for days. Upload the file again."),
    NO_SUCH_SUBMISSION(
            HttpStatus.NOT_FOUND,
            "No such submission",
            "The account has none with this id, or it is forgotten by now."),
    NO_SUCH_MAILBOX(HttpStatus.NOT_FOUND, "No such mailbox", "The account has none with this id or role."),
    NO_SUCH_MESSAGE(HttpStatus.NOT_FOUND, "No such message", "The account never had a message with this id."),
    NO_SUCH_POLL(
            HttpStatus.NOT_FOUND, "No such poll", "The account was not looked at under this id in the last 90 days."),
    NO_SUCH_PART(HttpStatus.NOT_FOUND, "No such part", "The message has no part with this number."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "Method not allowed",
            "The address exists, but not for this method. The header Allow names those it takes."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "The answer cannot be had in a type that Accept names."),
    UPSTREAM_REFUSED(
            HttpStatus.CONFLICT,
            "The mail server refused",
            "The mail server understood and said no. Its words are in upstream.response."),
    QUOTA_EXCEEDED(
            HttpStatus.CONFLICT,
            "No room left",
            "The mail server keeps no more for this account. Nothing was changed."),
    NOT_PERMITTED(
            HttpStatus.CONFLICT,
            "Not permitted",
            "The mail server lets this account read the mailbox, but not do this with it. Nothing was changed."),
    ACCOUNT_EXISTS(HttpStatus.CONFLICT, "The account exists", "The caller has an account with this address already."),
    ACCOUNT_NEEDED(
            HttpStatus.CONFLICT,
            "The account is needed",
            "The caller signs in with this account. Others that are linked to it go first."),
    MAILBOX_EXISTS(HttpStatus.CONFLICT, "The mailbox exists", "The account has a mailbox with this name already."),
    MAILBOX_NOT_EMPTY(
            HttpStatus.CONFLICT,
            "The mailbox is not empty",
            "It holds messages or mailboxes. To remove them too, say withAll=true."),
    MAILBOX_NEEDED(
            HttpStatus.CONFLICT,
            "The mailbox is needed",
            "It is the inbox, which always stays, or has a role. To remove one with a role, say withAll=true."),
    CAPABILITY_MISSING(
            HttpStatus.CONFLICT,
            "The mail server cannot do this",
            "It lacks what capability names. The account's capabilities tell before what it can do."),
    NO_OUTGOING_SERVER(
            HttpStatus.CONFLICT,
            "No server to send by",
            "No server is known that takes the mail of this account. Name one in the account's outgoing server."),
    SUBMISSION_UNDER_WAY(
            HttpStatus.CONFLICT,
            "The submission is not in that state",
            "It can be cancelled while it is held or queued, and sent again when it failed, was cancelled or is uncertain."),
    UPLOAD_MISPLACED(
            HttpStatus.CONFLICT,
            "Not the next octets",
            "They have to begin where those end that are here. Ask for the upload to learn where."),
    PLAN_NEEDED(
            HttpStatus.CONFLICT,
            "Read the plan first",
            "The window would remove messages from a server. Ask plans for its plan, and send the plan's token along."),
    SEARCH_ENDED(
            HttpStatus.CONFLICT,
            "The search was ended",
            "It was taken back by its searchId, or a newer search with the same one began."),
    RECEIPT_NOT_WANTED(
            HttpStatus.CONFLICT,
            "Nobody waits for a receipt",
            "The sender asked for none, the question was answered, or the message lies in Junk. receiptTo of the message"
                    + " tells before."),
    UNSUBSCRIBE_NOT_OFFERED(
            HttpStatus.CONFLICT,
            "The list cannot be left from here",
            "The message names no way that can be used, lies in Junk, or wants a person to open a page. unsubscribe of the"
                    + " message tells before."),
    MESSAGE_GONE(
            HttpStatus.GONE,
            "The message is gone",
            "It was there, and was removed or moved by somebody else. The id will never name another message."),
    COPY_DAMAGED(
            HttpStatus.GONE,
            "The copy is damaged",
            "Lettergate keeps the mail of this account itself, and its copy of this message is damaged or missing."),
    CURSOR_EXPIRED(
            HttpStatus.GONE,
            "The cursor is void",
            "The mailbox began a new life on its server. Start the list again without a cursor."),
    PRECONDITION_FAILED(
            HttpStatus.PRECONDITION_FAILED,
            "Changed in the meantime",
            "It is not what If-Match says any more. Read it again, and decide anew."),
    UNDO_EXPIRED(
            HttpStatus.GONE,
            "Too late to take it back",
            "A change can be taken back once, for ten minutes, by the account that made it."),
    REQUEST_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The request is too large",
            "A body that is no message has at most 1,048,576 octets. Change less at once."),
    MESSAGE_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The message is too large",
            "The mail server, or this Lettergate, takes no message of this size."),
    EXPORT_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The export is too large",
            "All exports together would take more room than the operator gives them. Export single mailboxes."),
    UPLOAD_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The file is too large",
            "It is larger than a file may be, larger than was announced, or larger than the account's mail server takes in a"
                    + " message; or the account has no room for more."),
    REQUEST_TOO_SLOW(
            HttpStatus.REQUEST_TIMEOUT,
            "The request is too slow",
            "Its body took too long to arrive: a minute, and longer only for more than 8 KiB a second."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type",
            "The body has to be JSON, and the header Content-Type has to say so."),
    RANGE_NOT_SATISFIABLE(
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "Range not satisfiable",
            "The message ends before the range begins. The header Content-Range tells its size."),
    ADDRESS_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "No mail address", "What was given is not a whole mail address."),
    RECIPIENT_MISSING(
            HttpStatus.UNPROCESSABLE_CONTENT, "Nobody gets it", "The message names no recipient. Nothing was stored."),
    MESSAGE_UNFIT(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "No message that can be sent",
            "What was handed in breaks the rules for messages, or the mail server cannot take it. Nothing was stored."),
    IDEMPOTENCY_KEY_BUSY(
            HttpStatus.CONFLICT,
            "The same request is under way",
            "Another request with the same Idempotency-Key is being served. Wait as long as Retry-After says, and repeat it: the"
                    + " answer is that of the first. If that one died with its server, the repetition does what is left to do;"
                    + " that may take five minutes."),
    IDEMPOTENCY_KEY_USED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The key belongs to another request",
            "Idempotency-Key came with another request of this account in the last 24 hours. Nothing was done. Give each"
                    + " request a key of its own, and repeat it unchanged."),
    DOMAIN_UNKNOWN(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Unknown mail domain",
            "This Lettergate has no mail server for addresses of this domain."),
    MAILBOX_NAME_INVALID(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "No name for a mailbox",
            "No mailbox of this account can have this name."),
    CODE_REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The code is not taken",
            "It does not belong to the secret of the app, or there is nothing that it could stand for."),
    VERIFICATION_FAILED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Signing in does not work",
            "The mail server was asked before anything is stored, and signing in failed. Nothing was stored."),
    HOST_NOT_ALLOWED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "A host that may not be reached",
            "The operator's rules forbid the mail server's host or port. No connection was made."),
    SIGN_IN_UNSUPPORTED(
            HttpStatus.FAILED_DEPENDENCY,
            "No way to sign in",
            "The mail server offers no way to sign in that the account can take. Nothing secret was sent."),
    PASSWORD_NEEDED(
            HttpStatus.FAILED_DEPENDENCY,
            "A password is needed",
            "A token proves who calls, but no password of the account is held to reach its mail with. Somebody has to"
                    + " sign in, or to give the account its password, so that it is stored."),
    UPSTREAM_AUTH_FAILED(
            HttpStatus.FAILED_DEPENDENCY,
            "The mail server refused the password",
            "The mail server does not take this address and password."),
    TOO_MANY_STREAMS(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many streams of events",
            "The account listens 20 times already. Close one, and wait as long as Retry-After says."),
    TOO_MANY_PROBES(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many probes",
            "The caller, or its network, had mail servers looked for or tried too often. Wait as long as Retry-After says."),
    TOO_MANY_SENT(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many messages",
            "The account, or all accounts of its person, sent as much as this Lettergate sends for anybody in an hour or a"
                    + " day. Nothing was stored. Wait as long as Retry-After says."),
    TOO_MANY_SIGN_INS(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many sign-ins failed",
            "The mail server was not asked, as too many sign-ins with this address or from this network failed lately."
                    + " Wait as long as Retry-After says."),
    TOO_MANY_AT_ONCE(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many calls at once",
            "The caller has 24 calls in the works already. Wait for their answers, or as long as Retry-After says."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "A fault of ours",
            "Something failed that nobody foresaw. The operator finds requestId in the log."),
    UPSTREAM_UNREACHABLE(
            HttpStatus.BAD_GATEWAY, "The mail server does not answer", "There is no connection, or it broke."),
    UPSTREAM_TLS(
            HttpStatus.BAD_GATEWAY,
            "The mail server cannot be trusted",
            "No encrypted connection could be made, so nothing was sent."),
    UPSTREAM_UNREADABLE(
            HttpStatus.BAD_GATEWAY,
            "The mail server cannot be understood",
            "What the mail server answered breaks the protocol or its bounds."),
    UNSUBSCRIBE_FAILED(
            HttpStatus.BAD_GATEWAY,
            "The list was not left",
            "The list's server could not be told, or said no. The reader may still be on the list."),
    ACCOUNT_BUSY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The account is busy",
            "All connections of this account are in use. Wait as long as Retry-After says."),
    NO_ROOM(
            HttpStatus.SERVICE_UNAVAILABLE,
            "No room for more files",
            "Too many large files are on their way at once. Wait as long as Retry-After says."),
    STORE_FULL(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The disk is full",
            "Lettergate keeps the mail of this account itself, and has no room left. Nothing was changed."),
    UPSTREAM_TIMEOUT(
            HttpStatus.GATEWAY_TIMEOUT,
            "The mail server is too slow",
            "It is connected but said nothing for too long. Wait as long as Retry-After says.");

    /** Where the kinds are explained, each under its code. */
    public static final String PAGE = "/api/docs/problems";

    private final HttpStatus status;
    private final String title;
    private final String meaning;

    ProblemKind(HttpStatus status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what to do, for the reference. */
    public String meaning() {
        return meaning;
    }

    /** The word for programs, as in "message-gone". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    URI type() {
        return URI.create(PAGE + "#" + code());
    }
}
