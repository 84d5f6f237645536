package io.lettergate.webmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Several accounts beside each other. */
@WebmailTest
class ShelvesTests {

    private static final Account SECOND = new Account(
            AccountId.random(),
            "robin.vale@post.example",
            "robin.vale@post.example",
            Protocol.IMAP,
            new Endpoint("imap.post.example", 993, Endpoint.Encryption.TLS));

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final List<Account> accounts = new ArrayList<>(List.of(Letters.ACCOUNT, SECOND));

    ShelvesTests(MockMvcTester pages, Mailboxes mailboxes, Messages messages) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @BeforeEach
    void fill() {
        Letters.given(mailboxes, messages);
        when(mailboxes.all(SECOND)).thenReturn(List.of(Letters.INBOX));
    }

    @Test
    void showsAShelfForEachAccountAndMarksOneMailboxOnly() throws Exception {
        var page = Jsoup.parse(get(Letters.LIST).getResponse().getContentAsString());

        assertThat(page.select(".acct h2").eachText()).containsExactly("robin@vale.example", "robin.vale@post.example");
        assertThat(page.select(".boxes [aria-current=page]").eachAttr("href"))
                .singleElement()
                .asString()
                .startsWith("/mail/" + Letters.ACCOUNT.id());
    }

    @Test
    void aServerThatIsDownSaysSoOnItsShelfAndTakesNoOtherPageDown() throws Exception {
        when(mailboxes.all(SECOND))
                .thenThrow(new MailFailure.ServerUnreachable(SECOND.incoming(), "nothing listens there", null));

        var list = get(Letters.LIST);
        var folders = get("/folders");

        assertThat(list).hasStatusOk();
        assertThat(Jsoup.parse(list.getResponse().getContentAsString())
                        .select(".shelf-problem")
                        .text())
                .contains("imap.post.example does not answer on port 993");
        assertThat(folders).hasStatusOk();
        assertThat(Jsoup.parse(folders.getResponse().getContentAsString())
                        .select(".shelf-problem")
                        .text())
                .contains("imap.post.example does not answer on port 993");
    }

    @Test
    void anAccountThatWasRemovedIsGoneFromAnOpenSession() {
        assertThat(get("/accounts")).hasStatusOk().bodyText().contains(SECOND.address());

        accounts.remove(SECOND);

        assertThat(get("/accounts")).hasStatusOk().bodyText().doesNotContain(SECOND.address());
        assertThat(get("/mail/" + SECOND.id() + "/role:inbox")).hasStatus(404);
    }

    private MvcTestResult get(String path) {
        var robin = UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(Letters.ACCOUNT, () -> List.copyOf(accounts)), null, List.of());
        return pages.get().uri(path).with(authentication(robin)).exchange();
    }
}
