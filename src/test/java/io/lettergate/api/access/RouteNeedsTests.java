package io.lettergate.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.auth.Scope;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ApiTest
class RouteNeedsTests {

    private final MockMvcTester api;
    private final RequestMappingHandlerMapping mappings;

    RouteNeedsTests(MockMvcTester api, RequestMappingHandlerMapping mappings) {
        this.api = api;
        this.mappings = mappings;
    }

    /** A new route needs a line in the table of {@link RouteNeeds}. */
    @Test
    @DisplayName("R63 every route of the API says which scope a token needs, and the table has no other")
    void everyRouteHasALine() {
        var served = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("io.lettergate.api")) {
                routes(mapping).forEach(served::add);
            }
        });

        assertThat(RouteNeeds.routes()).isNotEmpty().containsExactlyInAnyOrderElementsOf(served);
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/api/v1/"))
                .flatMap(pattern ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + pattern));
    }

    static Stream<String> guarded() {
        return RouteNeeds.routes().stream()
                .filter(route -> needed(route) != null)
                .sorted();
    }

    private static Scope needed(String route) {
        var words = route.split(" ");
        return RouteNeeds.of(words[0], words[1]).orElseThrow().scope();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    @DisplayName("R63 a token without the scope gets 403 at every route, and nothing is done")
    void aTokenWithoutTheScopeIsRefused(String route) {
        var scope = needed(route);
        var others = Stream.of(Scope.values()).filter(other -> other != scope).toArray(Scope[]::new);

        var answer = call(route, others);

        if (scope == Scope.ADMIN) {
            assertThat(answer).hasStatus(404);
        } else {
            assertThat(answer).hasStatus(403);
            assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("insufficient-scope");
            assertThat(answer).bodyJson().extractingPath("$.scope").isEqualTo(scope.word());
            assertThat(answer)
                    .hasHeader(
                            "WWW-Authenticate",
                            "Bearer realm=\"Lettergate\", error=\"insufficient_scope\", scope=\"" + scope.word()
                                    + "\"");
        }
    }

    @Test
    @DisplayName("R63 no token makes a token")
    void noTokenMakesAToken() {
        var answer = call("POST /api/v1/tokens", Scope.values());

        assertThat(answer).hasStatus(403).bodyJson().extractingPath("$.code").isEqualTo("person-needed");
    }

    @Test
    void aPersonIsNotAskedForScopes() {
        var answer = api.get().uri("/api/v1/operations").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk();
    }

    private MvcTestResult call(String route, Scope... scopes) {
        var words = route.split(" ");
        return api.method(HttpMethod.valueOf(words[0]))
                .uri(words[1].replaceAll("\\{[^}]+}", "some"))
                .contentType(type(route))
                .accept(MediaType.ALL)
                .content("{}")
                .with(Robin.byToken(scopes))
                .exchange();
    }

    private static MediaType type(String route) {
        if (route.contains("/uploads")) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
        return route.startsWith("POST") && (route.endsWith("/messages") || route.endsWith("{account}/submissions"))
                ? MediaType.parseMediaType("message/rfc822")
                : MediaType.APPLICATION_JSON;
    }
}
