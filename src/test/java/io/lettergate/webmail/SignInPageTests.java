package io.lettergate.webmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.DemoAccess;
import io.lettergate.accounts.DemoUser;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebmailTest
class SignInPageTests {

    private final MockMvcTester pages;
    private final Accounts accounts;

    @MockitoBean
    private DemoAccess demo;

    SignInPageTests(MockMvcTester pages, Accounts accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    @BeforeEach
    void storePasswords() {
        Mockito.when(accounts.storing()).thenReturn(Accounts.Storing.EVERYBODYS);
    }

    @Test
    void saysThatThePasswordIsStoredBeforeItIs() {
        var page = pages.get().uri("/login").exchange();

        assertThat(page).hasStatusOk().bodyText().contains("stored");
    }

    @Test
    void saysWhyItWasRefusedAndKeepsTheAddress() {
        var page = pages.get()
                .uri("/login?refused")
                .sessionAttr("signInSentence", "imap.vale.example refused <b>it</b>.")
                .sessionAttr("signInAddress", "robin@vale.example")
                .exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("imap.vale.example refused &lt;b&gt;it&lt;/b&gt;.", "value=\"robin@vale.example\"");
    }

    @Test
    void takesTheWholePageWhenAnUpdateLedHere() {
        var update = pages.get().uri("/login").header("HX-Request", "true").exchange();

        assertThat(update).hasStatus(204).headers().hasValue("HX-Redirect", "/login?expired");
    }

    @Test
    void offersTheDemoWhereItRuns() {
        Mockito.when(demo.user()).thenReturn(Optional.of(new DemoUser("demo@vale.example", "look around")));

        var page = pages.get().uri("/login").exchange();

        assertThat(page).bodyText().contains("Look around with the demo mailbox");
    }

    @Test
    void saysNothingOfADemoWhereNoneRuns() {
        Mockito.when(demo.user()).thenReturn(Optional.empty());

        var page = pages.get().uri("/login").exchange();

        assertThat(page).bodyText().doesNotContain("demo");
    }
}
