package io.lettergate.webmail.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.PlanNeeded;
import io.lettergate.events.Events;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Timeline;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long mail stays on its server: the window, what another one would do, and the way back. */
@Controller
@RequestMapping("/accounts/{account:[0-9a-f-]{36}}/window")
class WindowPage {

    private static final String SELF = "redirect:/accounts/{account}/window";

    private final Collecting collecting;
    private final Events events;

    WindowPage(Collecting collecting, Events events) {
        this.collecting = collecting;
        this.events = events;
    }

    /** What is no number is one that cannot be, so that the page says which field it is. */
    @InitBinder("form")
    void read(WebDataBinder binder) {
        binder.registerCustomEditor(Integer.class, new Count<>(Integer::valueOf, -1));
        binder.registerCustomEditor(Long.class, new Count<>(Long::valueOf, -1L));
    }

    /** Shows the window in force; where the form was sent along, what that one would do instead. */
    @GetMapping
    String show(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "form") WindowForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        var owner = reader.require(account);
        var standing = collecting.standing(owner);
        var fault = form.isSent() ? form.fault() : null;
        var chosen = form.isSent() && fault == null ? form : WindowForm.of(standing.window());
        var window = chosen.window();
        model.addAttribute("account", owner);
        model.addAttribute("view", AccountView.of(owner, standing, almanac));
        model.addAttribute("fault", fault);
        model.addAttribute("chosen", chosen);
        model.addAttribute("chips", WindowForm.CHIPS);
        model.addAttribute("everies", WindowForm.EVERY);
        model.addAttribute("differs", !window.equals(standing.window()));
        model.addAttribute("time", Timeline.of(owner.provider(), window));
        model.addAttribute("plan", PlanView.of(collecting.plan(owner, window), account, almanac));
        model.addAttribute("since", events.position());
        return "collecting/window";
    }

    /** Sets the window; what its plan did not foresee leads back to the plan. */
    @PostMapping
    String keep(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute(name = "form") WindowForm form,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "false") boolean typed,
            @RequestParam(defaultValue = "") String yes,
            RedirectAttributes redirect) {
        var owner = reader.require(account);
        if (form.fault() != null) {
            return SELF + "?" + form.query();
        }
        if (typed && !yes.strip().equalsIgnoreCase("yes")) {
            redirect.addFlashAttribute("refused", "yes");
            return SELF + "?" + form.query() + "#effect";
        }
        return kept(owner, form, token, redirect);
    }

    private String kept(Account owner, WindowForm form, String token, RedirectAttributes redirect) {
        try {
            collecting.keep(owner, form.window(), token.isEmpty() ? null : token);
            redirect.addFlashAttribute("told", "keep");
            return SELF;
        } catch (PlanNeeded changed) {
            redirect.addFlashAttribute("refused", "plan");
            return SELF + "?" + form.query() + "#effect";
        }
    }

    @PostMapping("/back")
    String takeBack(
            @AuthenticationPrincipal SignedIn reader, @PathVariable String account, RedirectAttributes redirect) {
        collecting.takeBack(reader.require(account));
        redirect.addFlashAttribute("told", "back");
        return SELF;
    }
}
