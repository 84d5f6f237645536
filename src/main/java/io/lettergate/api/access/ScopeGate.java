package io.lettergate.api.access;

import io.lettergate.api.problems.AccessProblem;
import io.lettergate.auth.Operators;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a call through only if its caller may make it; a route that the table does not know is closed to all tokens. */
@Configuration(proxyBeanMethods = false)
class ScopeGate implements WebMvcConfigurer, HandlerInterceptor {

    private final Operators operators;

    ScopeGate(Operators operators) {
        this.operators = operators;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod
                && !request.getMethod().equals(HttpMethod.OPTIONS.name())) {
            caller().ifPresent(caller -> require(caller, need(request)));
        }
        return true;
    }

    private static Optional<SignedIn> caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    private static @Nullable Need need(HttpServletRequest request) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return pattern.equals("/api/v1/openapi.json")
                ? null
                : RouteNeeds.of(request.getMethod(), pattern).orElse(Need.PERSON);
    }

    private void require(SignedIn caller, @Nullable Need need) {
        if (need == null) {
            return;
        }
        if (need.scope() == Scope.ADMIN && !operators.include(caller)) {
            throw AccessProblem.notHere();
        }
        if (need.isMetBy(caller.permit())) {
            return;
        }
        if (need.scope() == null) {
            throw AccessProblem.personNeeded();
        }
        throw caller.permit().allows(need.scope())
                ? AccessProblem.wholeNeeded(need.scope())
                : AccessProblem.scopeNeeded(need.scope());
    }
}
