package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.events.Events;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.SearchName;
import io.lettergate.mailbox.Searches;
import io.lettergate.webmail.content.Glasses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The three panes: mailboxes, the list of one of them, and the open message. */
@Controller
@RequestMapping("/mail/{account}/{mailbox}")
class MailPages {

    private final Desk desk;
    private final Folding folding;
    private final Searches searches;
    private final Events events;

    MailPages(Desk desk, Folding folding, Searches searches, Events events) {
        this.desk = desk;
        this.folding = folding;
        this.searches = searches;
        this.events = events;
    }

    @ModelAttribute("place")
    Place place(
            @AuthenticationPrincipal SignedIn reader,
            @PathVariable String account,
            @PathVariable String mailbox,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(name = "q", required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String collapse) {
        return Place.of(reader.require(account), mailbox, show, words, cursor, sort, collapse);
    }

    @ModelAttribute("glasses")
    Glasses glasses(
            @AuthenticationPrincipal SignedIn reader,
            @RequestParam(required = false) @Nullable String pictures,
            @RequestParam(required = false) @Nullable String colours,
            @CookieValue(name = Look.COOKIE, required = false) @Nullable String theme) {
        return Glasses.of(
                reader.account().id(), pictures, colours, Look.of(theme).theme());
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "place", binding = false) Place place,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            @RequestHeader(name = "X-Tab", required = false) @Nullable String tab,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = reader.require(place.account());
        var update = Update.of(request, response).orApp();
        addPosition(update, model);
        var mailbox = desk.mailbox(account, place);
        model.addAttribute(
                "listing", searches.named(account, name(tab), () -> desk.listing(account, mailbox, place, almanac)));
        addMailboxes(reader, place.account(), mailbox, almanac, null, model);
        return update.view();
    }

    @GetMapping("/{message}")
    String message(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "place", binding = false) Place place,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            @ModelAttribute(name = "glasses", binding = false) Glasses glasses,
            @PathVariable String message,
            @RequestParam(defaultValue = "false") boolean conversation,
            @RequestParam(required = false) @Nullable String inside,
            @RequestHeader(name = "Sec-Purpose", defaultValue = "") String purpose,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = reader.require(place.account());
        if (conversation) {
            model.addAttribute("folds", folding.around(account, message, place, almanac));
        }
        if (inside != null && PartNumber.allows(inside)) {
            model.addAttribute("inside", inside);
            model.addAttribute("inner", desk.inner(account, message, new PartNumber(inside), almanac, glasses));
        }
        var update = Update.of(request, response);
        if (update == Update.MESSAGE) {
            var letter = desk.letter(account, message, almanac, isAhead(purpose), glasses);
            model.addAttribute("letter", letter);
            model.addAttribute("next", place.list());
            model.addAttribute("title", PageTitle.of(null, letter));
            return update.view();
        }
        addPosition(update, model);
        var mailbox = desk.mailbox(account, place);
        var listing = desk.listing(account, mailbox, place, almanac);
        var letter = desk.letter(account, message, almanac, isAhead(purpose), glasses);
        model.addAttribute("letter", letter);
        model.addAttribute("listing", listing);
        listing.beside(message, -1).ifPresent(row -> model.addAttribute("newer", row.url()));
        listing.beside(message, 1).ifPresent(row -> model.addAttribute("older", row.url()));
        model.addAttribute("next", listing.after(message).map(Row::url).orElseGet(place::list));
        addMailboxes(reader, place.account(), mailbox, almanac, letter, model);
        return update.view();
    }

    /** The rest of a conversation, which a page that shows its message asks for then. */
    @GetMapping("/{message}/conversation")
    String conversation(
            @AuthenticationPrincipal SignedIn reader,
            @ModelAttribute(name = "place", binding = false) Place place,
            @ModelAttribute(name = "almanac", binding = false) Almanac almanac,
            @PathVariable String message,
            Model model) {
        model.addAttribute("folds", folding.around(reader.require(place.account()), message, place, almanac));
        return "messages/update :: conversation";
    }

    /** From where a whole page listens: what happens while it is made comes after that. */
    private void addPosition(Update update, Model model) {
        if (update == Update.PAGE) {
            model.addAttribute("since", events.position());
        }
    }

    private void addMailboxes(
            SignedIn reader, String account, Mailbox mailbox, Almanac almanac, @Nullable Letter letter, Model model) {
        var owner = reader.require(account);
        var shelves = desk.shelves(reader, Spot.of(owner, mailbox), almanac);
        var folder = desk.folder(shelves, mailbox, almanac);
        model.addAttribute("tabs", Show.values());
        model.addAttribute("shelves", shelves);
        model.addAttribute("acts", acts(owner, mailbox, shelves));
        model.addAttribute("folder", folder);
        model.addAttribute("title", PageTitle.of(folder, letter));
    }

    /** What can be done in this account: others have other mailboxes. */
    private Acts acts(Account account, Mailbox mailbox, List<Shelf> shelves) {
        var folders = shelves.stream()
                .filter(shelf -> shelf.account().equals(account.id().toString()))
                .findFirst()
                .map(Shelf::folders)
                .orElse(List.of());
        return desk.isReadOnly(account, mailbox) ? Acts.readOnly(folders) : Acts.in(folders);
    }

    /** A newer list in the same tab of a browser ends an older one that its server still works on. */
    private static @Nullable SearchName name(@Nullable String tab) {
        try {
            return tab == null ? null : new SearchName(tab);
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }

    private static boolean isAhead(String purpose) {
        return purpose.contains("prefetch");
    }
}
