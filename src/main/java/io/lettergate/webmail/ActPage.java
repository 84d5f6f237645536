package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Does what a form asks with the messages it names, and goes back. */
@Controller
class ActPage {

    private final Doing doing;

    ActPage(Doing doing) {
        this.doing = doing;
    }

    @PostMapping("/mail/{account}/do")
    RedirectView act(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute ActForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            RedirectAttributes redirect) {
        var act = Act.of(form.word()).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        redirect.addFlashAttribute("strip", doing.act(reader.require(account), act, form, almanac.locale()));
        return seeOther(form.after(act));
    }

    private static RedirectView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }
}
