package io.lettergate.auth.tokens;

import io.lettergate.auth.ApiSettings;
import io.lettergate.auth.BearerRefused;
import io.lettergate.auth.Factor;
import io.lettergate.auth.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes tokens from the header Authorization of calls to the API (RFC 6750 §2.1), and from nowhere else. With that header
 * no cookie is looked at.
 */
class BearerFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer";

    private final TokenSignIn tokens;
    private final AuthenticationEntryPoint entryPoint;
    private final ApiSettings settings;
    private final Clock clock;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    BearerFilter(TokenSignIn tokens, AuthenticationEntryPoint entryPoint, ApiSettings settings, Clock clock) {
        this.clock = clock;
        this.tokens = tokens;
        this.entryPoint = entryPoint;
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                || !request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var proof = only(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)));
            var parts = proof.strip().split(" +", 2);
            if (parts[0].toLowerCase(Locale.ROOT).equals(BEARER)) {
                signIn(parts.length < 2 ? "" : parts[1], request, response);
            } else if (!settings.basic()) {
                throw new InsufficientAuthenticationException("HTTP Basic is switched off");
            }
        } catch (AuthenticationException refused) {
            SecurityContextHolder.clearContext();
            entryPoint.commence(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String only(List<String> proofs) {
        if (proofs.size() > 1) {
            throw new BearerRefused("Send the header Authorization once.");
        }
        return proofs.getFirst();
    }

    private void signIn(String secret, HttpServletRequest request, HttpServletResponse response) {
        SignedIn caller = tokens.signIn(secret, request.getRemoteAddr());
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                caller, null, List.of(new SimpleGrantedAuthority("ROLE_USER"), Factor.TOKEN.at(clock.instant())));
        authentication.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
