package io.lettergate.api.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.mail.MailFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class PollControllerTests {

    private static final String AT = Robin.AT + "/pop3/polls";

    private final MockMvcTester api;
    private final Collecting collecting;

    PollControllerTests(MockMvcTester api, Collecting collecting) {
        this.api = api;
        this.collecting = collecting;
    }

    @Test
    void listsWhatWas() {
        when(collecting.looks(Robin.ACCOUNT, 50)).thenReturn(List.of(Collected.RUNNING, Collected.LAST));

        var answer = api.get().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "look-2", "state": "collecting", "toCollect": 214, "collected": 88},
                           {"id": "look-1", "state": "done", "found": 12}]}""");
    }

    @Test
    void refusesALimitThatCannotBe() {
        var answer = api.get().uri(AT + "?limit=1001").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo("limit");
        verifyNoInteractions(collecting);
    }

    @Test
    void pollsNowAndTellsWhereToSeeIt() {
        when(collecting.look(Robin.ACCOUNT)).thenReturn(Collected.RUNNING);

        var answer = api.post().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(202).hasHeader("Location", AT + "/look-2");
        assertThat(answer).bodyJson().extractingPath("state").isEqualTo("collecting");
    }

    @Test
    void showsHowFarAPollIs() {
        when(collecting.look(Robin.ACCOUNT, "look-2")).thenReturn(Collected.RUNNING);

        var answer = api.get().uri(AT + "/look-2").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("collected").isEqualTo(88);
    }

    @Test
    void saysThatThereWasNoSuchPoll() {
        when(collecting.look(Robin.ACCOUNT, "look-9")).thenThrow(new MailFailure.NoSuchLook());

        var answer = api.get().uri(AT + "/look-9").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(404).bodyJson().extractingPath("code").isEqualTo("no-such-poll");
    }

    @Test
    void stopsTheOneThatGoesOnAndLeavesOthersAlone() {
        when(collecting.look(Robin.ACCOUNT, "look-1")).thenReturn(Collected.LAST);
        when(collecting.look(Robin.ACCOUNT, "look-2")).thenReturn(Collected.RUNNING);

        var ended = api.delete().uri(AT + "/look-1").with(Robin.signedIn()).exchange();
        verify(collecting, never()).stop(Robin.ACCOUNT);
        var running = api.delete().uri(AT + "/look-2").with(Robin.signedIn()).exchange();

        assertThat(ended).hasStatus(204);
        assertThat(running).hasStatus(204);
        verify(collecting).stop(Robin.ACCOUNT);
    }

    @Test
    void saysOfAnAccountThatIsReadInPlaceThatItIsNotPolled() {
        when(collecting.look(Robin.ACCOUNT)).thenThrow(new MailFailure.CapabilityMissing("keep-on-server"));

        var answer = api.post().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().extractingPath("capability").isEqualTo("keep-on-server");
    }
}
