package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lettergate.accounts.AccountId;
import io.lettergate.api.Robin;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class ProofsTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final ObjectProvider<BrowserTrust> trust = beans.getBeanProvider(BrowserTrust.class);
    private final Freshness freshness = new Freshness(person -> true, trust, clock);
    private final Proofs proofs = new Proofs(freshness, trust, event -> {}, clock);
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login/second");

    @BeforeEach
    void signIn() {
        var before = List.of(Factor.PASSWORD.at(NOON.minusSeconds(3600)));
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(new SignedIn(Robin.ACCOUNT), null, before));
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    @DisplayName("R61 R64 the session has a new id once the second factor is given")
    void aProofChangesTheIdOfTheSession() {
        var before = request.getSession().getId();
        assertThat(proofs.isIncomplete(request)).isTrue();

        proofs.add(Factor.SECOND, request, new MockHttpServletResponse());

        assertThat(request.getSession().getId()).isNotEqualTo(before);
        assertThat(proofs.isIncomplete(request)).isFalse();
        assertThat(request.getSession().getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .isEqualTo(SecurityContextHolder.getContext());
    }

    @Test
    void aProofIsFreshForFiveMinutes() {
        proofs.add(Factor.SECOND, request, new MockHttpServletResponse());

        var caller = SecurityContextHolder.getContext().getAuthentication();
        assertThat(freshness.isFresh(caller)).isTrue();
        var later = Clock.fixed(NOON.plus(Freshness.FRESH), ZoneOffset.UTC);
        assertThat(new Freshness(person -> true, trust, later).isFresh(caller)).isFalse();
    }

    @Test
    void aPasswordIsNoFreshProofOfSomebodyWithTwoFactors() {
        proofs.add(Factor.PASSWORD, request, new MockHttpServletResponse());

        var caller = SecurityContextHolder.getContext().getAuthentication();
        assertThat(freshness.isFresh(caller)).isFalse();
        assertThat(new Freshness(person -> false, trust, clock).isFresh(caller)).isTrue();
    }

    @Test
    void aTokenStandsForAllThatWasProvenWhenItWasMade() {
        var token = UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(Robin.ACCOUNT), null, List.of(Factor.TOKEN.at(NOON.minusSeconds(86_400))));

        assertThat(freshness.lacksSecond(token, request)).isFalse();
        assertThat(freshness.isFresh(token)).isTrue();
    }

    @Test
    void aTrustedBrowserIsNotAskedButIsNotFresh() {
        beans.addBean("trust", new TrustingAll());
        var caller = SecurityContextHolder.getContext().getAuthentication();

        assertThat(proofs.canTrust()).isTrue();
        assertThat(proofs.isIncomplete(request)).isFalse();
        assertThat(freshness.isFresh(caller)).isFalse();
    }

    /** Every browser was trusted once. */
    private record TrustingAll() implements BrowserTrust {

        @Override
        public boolean isTrusted(HttpServletRequest request) {
            return true;
        }

        @Override
        public void trust(HttpServletRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void distrustAll(AccountId owner) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aCallWithItsOwnProofGetsNoSession() {
        request.addHeader("Authorization", "Basic cm9iaW46ZGVtbw==");

        proofs.add(Factor.SECOND, request, new MockHttpServletResponse());

        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void nobodyProvesMoreBeforeTheyAreKnown() {
        SecurityContextHolder.clearContext();

        assertThatIllegalStateException()
                .isThrownBy(() -> proofs.add(Factor.SECOND, request, new MockHttpServletResponse()));
    }
}
