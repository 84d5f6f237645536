package io.lettergate.api.problems;

import io.lettergate.auth.Scope;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A caller who is known may not make this call. */
public final class AccessProblem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final @Nullable Scope scope;

    private AccessProblem(ProblemKind kind, @Nullable Scope scope, String sentence) {
        super(sentence);
        this.kind = kind;
        this.scope = scope;
    }

    /** A token lacks the scope. */
    public static AccessProblem scopeNeeded(Scope scope) {
        return new AccessProblem(
                ProblemKind.INSUFFICIENT_SCOPE, scope, "This needs a token with the scope " + scope.word() + ".");
    }

    /** A token has the scope, but reaches some accounts only. */
    public static AccessProblem wholeNeeded(Scope scope) {
        return new AccessProblem(
                ProblemKind.INSUFFICIENT_SCOPE,
                scope,
                "This needs a token that is not limited to some accounts, with the scope " + scope.word() + ".");
    }

    /** No token may do it. */
    public static AccessProblem personNeeded() {
        return new AccessProblem(
                ProblemKind.PERSON_NEEDED, null, "No token can do this: sign in with a browser, or by HTTP Basic.");
    }

    /** The caller has no token with this id. */
    public static AccessProblem noSuchToken() {
        return new AccessProblem(ProblemKind.NO_SUCH_TOKEN, null, "There is no such token.");
    }

    /** Not even that it exists is told. */
    public static AccessProblem notHere() {
        return new AccessProblem(ProblemKind.NOT_FOUND, null, ProblemKind.NOT_FOUND.meaning());
    }

    /** What RFC 6750 §3.1 and we say about it. */
    ResponseEntity<ProblemDetail> answer() {
        var headers = new HttpHeaders();
        if (scope != null) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer realm=\"Lettergate\", error=\"insufficient_scope\", scope=\"" + scope.word() + "\"");
        }
        var problem = new Problem(kind, String.valueOf(getMessage())).headers(headers);
        return (scope == null ? problem : problem.scope(scope.word())).answer();
    }
}
