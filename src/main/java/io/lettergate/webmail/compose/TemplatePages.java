package io.lettergate.webmail.compose;

import io.lettergate.answering.Template;
import io.lettergate.answering.Templates;
import io.lettergate.auth.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The words that the reader writes often: kept, changed, removed. */
@Controller
@RequestMapping("/settings/templates")
class TemplatePages {

    private static final String SELF = "redirect:/settings/templates";

    private final Templates templates;

    TemplatePages(Templates templates) {
        this.templates = templates;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedIn reader, Model model) {
        model.addAttribute("templates", templates.of(reader.account()));
        return "settings/templates";
    }

    /** Adds one where no id is given, else replaces it whole. What cannot be kept is shown again as it was typed. */
    @PostMapping
    String keep(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            Model model,
            RedirectAttributes redirect) {
        try {
            var wanted = new Template(id, name, subject, text.replace("\r\n", "\n"));
            if (id.isEmpty()) {
                templates.add(reader.account(), wanted);
            } else {
                templates.replace(reader.account(), id, wanted);
            }
            redirect.addFlashAttribute("told", true);
            return SELF;
        } catch (IllegalArgumentException unfit) {
            model.addAttribute("problem", String.valueOf(unfit.getMessage()));
            model.addAttribute("typed", new Typed(id, name, subject, text));
            return show(reader, model);
        }
    }

    /** What somebody typed, whatever it is. */
    record Typed(String id, String name, String subject, String text) {}

    @PostMapping("/remove")
    String remove(@AuthenticationPrincipal SignedIn reader, @RequestParam String id) {
        templates.remove(reader.account(), id);
        return SELF;
    }
}
