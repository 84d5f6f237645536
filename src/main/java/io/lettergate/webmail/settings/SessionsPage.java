package io.lettergate.webmail.settings;

import io.lettergate.auth.SignedIn;
import io.lettergate.auth.sessions.NoSuchSession;
import io.lettergate.auth.sessions.Sessions;
import io.lettergate.webmail.Almanac;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The browsers that somebody is signed in with, and how to sign them out. */
@Controller
@RequestMapping("/settings/sessions")
class SessionsPage {

    private final Sessions sessions;

    SessionsPage(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String all(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            HttpServletRequest request,
            Model model) {
        var owner = reader.account().id();
        var lines = sessions.of(owner, request.getSession(false)).stream()
                .map(session -> SessionLine.of(session, almanac))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("others", lines.stream().anyMatch(line -> !line.current()));
        model.addAttribute(
                "copies",
                sessions.copies(owner).stream()
                        .map(copy -> new CopyLine(copy.device(), copy.address(), almanac.full(copy.at())))
                        .toList());
        return "settings/sessions";
    }

    /** That somebody has a copy of what a browser is known by. */
    record CopyLine(String device, String address, String at) {}

    @PostMapping("/{session}/end")
    String end(@AuthenticationPrincipal SignedIn reader, @PathVariable String session, RedirectAttributes redirect) {
        try {
            sessions.end(reader.account().id(), session);
            redirect.addFlashAttribute("ended", true);
        } catch (NoSuchSession gone) {
            redirect.addFlashAttribute("gone", true);
        }
        return "redirect:/settings/sessions";
    }

    @PostMapping("/others/end")
    String endOthers(
            @AuthenticationPrincipal SignedIn reader, HttpServletRequest request, RedirectAttributes redirect) {
        sessions.endOthers(reader.account().id(), request.getSession(false));
        redirect.addFlashAttribute("endedOthers", true);
        return "redirect:/settings/sessions";
    }
}
