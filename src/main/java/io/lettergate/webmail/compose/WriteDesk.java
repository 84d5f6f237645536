package io.lettergate.webmail.compose;

import io.lettergate.answering.Template;
import io.lettergate.answering.Templates;
import io.lettergate.auth.SignedIn;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import io.lettergate.webmail.Almanac;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What lies beside every sheet: times to send at, templates, and the accounts to write from. */
@ControllerAdvice(assignableTypes = {WritePages.class, WriteActs.class})
class WriteDesk {

    private final Identities identities;
    private final Templates templates;

    WriteDesk(Identities identities, Templates templates) {
        this.identities = identities;
        this.templates = templates;
    }

    /** An account with those that can be written as. */
    record From(String account, String address, List<Identity> identities) {}

    /** When a message can be sent. */
    @ModelAttribute("times")
    SendTimes times(@ModelAttribute(name = "almanac", binding = false) Almanac almanac) {
        return SendTimes.of(almanac);
    }

    /** All of the writer's. */
    @ModelAttribute("templates")
    List<Template> templates(@AuthenticationPrincipal SignedIn reader) {
        return templates.of(reader.account());
    }

    /** All of the writer's accounts. */
    @ModelAttribute("froms")
    List<From> froms(@AuthenticationPrincipal SignedIn reader) {
        return reader.accounts().stream()
                .map(account -> new From(account.id().toString(), account.address(), identities.of(account)))
                .toList();
    }
}
