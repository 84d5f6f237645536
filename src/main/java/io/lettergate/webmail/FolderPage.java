package io.lettergate.webmail;

import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailboxRole;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All folders, to be opened and to be changed; on narrow screens the only list of them. */
@Controller
@RequestMapping("/folders")
class FolderPage {

    private static final List<MailboxRole> ROLES =
            List.of(MailboxRole.DRAFTS, MailboxRole.SENT, MailboxRole.ARCHIVE, MailboxRole.JUNK, MailboxRole.TRASH);

    private final Desk desk;
    private final FolderActs acts;

    FolderPage(Desk desk, FolderActs acts) {
        this.desk = desk;
        this.acts = acts;
    }

    @GetMapping
    String folders(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            Model model) {
        model.addAttribute("shelves", desk.shelves(reader, null, almanac));
        model.addAttribute("roles", ROLES.stream().map(MailboxRole::word).toList());
        return "folders/page";
    }

    @PostMapping("/{account}")
    String act(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @ModelAttribute FolderForm form,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            RedirectAttributes redirect) {
        var told = acts.act(reader.require(account), form, almanac.locale())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        redirect.addFlashAttribute("told", told);
        return "redirect:/folders";
    }
}
