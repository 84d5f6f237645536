package io.lettergate.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Calls for which a session alone is not enough: who makes one has proved themselves within the last five minutes. A
 * bean of this type is all that a part needs to guard its own.
 *
 * @param page where people go on after they proved themselves, unless they asked for a page of their own; it may repeat
 *     the variables of the calls
 * @param calls which they are
 */
public record StepUp(String page, List<Call> calls) {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** A pattern of paths, for one method or for all that change something. */
    record Call(String method, RequestMatcher path) {

        Optional<RequestMatcher.MatchResult> match(HttpServletRequest request) {
            var asked = request.getMethod();
            var meant = method.equals("*") ? !READING.contains(asked) : method.equals(asked);
            return Optional.of(path.matcher(request)).filter(result -> meant && result.isMatch());
        }
    }

    public StepUp {
        calls = List.copyOf(calls);
    }

    /**
     * Guards calls.
     *
     * @param calls each a method and a pattern of paths, as in "POST /api/v1/tokens" or "* /api/v1/factors/**", where
     *     the star stands for every method that changes something
     */
    public static StepUp before(String page, String... calls) {
        return new StepUp(page, Stream.of(calls).map(StepUp::call).toList());
    }

    private static Call call(String text) {
        var words = text.split(" ", 2);
        if (words.length != 2 || !words[1].startsWith("/")) {
            throw new IllegalArgumentException("A call is a method and a path, but got " + text);
        }
        return new Call(words[0], PathPatternRequestMatcher.withDefaults().matcher(words[1]));
    }

    /** The page for this request, if it is one of those calls. */
    Optional<String> pageFor(HttpServletRequest request) {
        return calls.stream()
                .flatMap(call -> call.match(request).stream())
                .findFirst()
                .map(match -> UriComponentsBuilder.fromPath(page)
                        .buildAndExpand(match.getVariables())
                        .encode()
                        .toUriString());
    }
}
