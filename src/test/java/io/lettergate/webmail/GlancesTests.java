package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.COLLECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Glance;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class GlancesTests {

    private static final String ID = COLLECTED.id().toString();
    private static final Almanac ALMANAC = new Almanac(ZoneOffset.UTC, Locale.ENGLISH, Collected.NOON);

    private final Collecting collecting = mock();
    private final Account inPlace = new Account(
            AccountId.random(), "robin@vale.example", "robin", Letters.ACCOUNT.protocol(), Letters.ACCOUNT.incoming());
    private final Glances glances =
            new Glances(collecting, new SignedIn(inPlace, () -> List.of(inPlace, COLLECTED)), Collected.NOON);

    @Test
    void theRingDrainsUntilTheNextLook() {
        when(collecting.glances(any())).thenReturn(Map.of(COLLECTED.id(), glance(false, null, false, false)));

        assertThat(glances.ring(ID)).isEqualTo(new Ring("waiting", 70));
    }

    @Test
    void theRingTellsOfALookOfTroubleAndOfMailThatIsHeld() {
        when(collecting.glances(any()))
                .thenReturn(Map.of(COLLECTED.id(), glance(true, "No answer.", true, false)))
                .thenReturn(Map.of(COLLECTED.id(), glance(false, "No answer.", true, false)))
                .thenReturn(Map.of(COLLECTED.id(), glance(false, null, true, false)));

        assertThat(List.of(state(), state(), state())).containsExactly("looking", "failed", "held");
    }

    private String state() {
        var fresh = new Glances(collecting, new SignedIn(COLLECTED), Collected.NOON);
        return String.valueOf(fresh.ring(ID)).replaceAll(".*state=([a-z]+),.*", "$1");
    }

    @Test
    void anAccountThatIsReadInPlaceHasNone() {
        assertThat(glances.ring(inPlace.id().toString())).isNull();
    }

    @Test
    void asksOnceForAllAccountsOfAPage() {
        when(collecting.glances(any())).thenReturn(Map.of());

        glances.ring(ID);
        glances.ring(ID);
        glances.leaving(ID, ALMANAC);

        verify(collecting, times(1)).glances(any());
        verify(collecting, never()).standing(any());
    }

    @Test
    void aPageIsDrawnWhereNothingCanBeKnown() {
        when(collecting.glances(any())).thenThrow(new QueryTimeoutException("busy"));

        assertThat(glances.ring(ID)).isEqualTo(new Ring("waiting", 0));
        assertThat(glances.leaving(ID, ALMANAC)).isNull();
    }

    @Test
    void tellsWhatLeavesSoonUnlessEverythingIsHeld() {
        when(collecting.standing(COLLECTED)).thenReturn(Collected.fresh());
        when(collecting.glances(any())).thenReturn(Map.of(COLLECTED.id(), glance(false, null, false, true)));
        var held = new Glances(collecting, new SignedIn(COLLECTED), Collected.NOON);

        assertThat(glances.leaving(ID, ALMANAC)).isEqualTo(new Leaving(ID, "post.example", "24 November", 812));
        when(collecting.glances(any())).thenReturn(Map.of(COLLECTED.id(), glance(false, null, true, true)));
        assertThat(held.leaving(ID, ALMANAC)).isNull();
    }

    private static Glance glance(boolean looking, @Nullable String problem, boolean held, boolean warns) {
        return new Glance(
                looking, held, problem, false, Collected.NOON.plusSeconds(420), Duration.ofMinutes(10), warns);
    }
}
