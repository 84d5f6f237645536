package io.lettergate.webmail.content;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.reading.Illustrations;
import io.lettergate.reading.Reading;
import io.lettergate.remote.SenderWish;
import io.lettergate.remote.SenderWishes;
import io.lettergate.remote.WebPictures;
import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.PlainText;
import io.lettergate.safehtml.SafeHtml;
import io.lettergate.safehtml.Showing;
import io.lettergate.webmail.content.Capabilities.Grant;
import io.lettergate.webmail.content.Capabilities.Kind;
import io.lettergate.webmail.content.Capabilities.Ticket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Turns the body of a message into what can be shown of it. */
@Component
public class MessageBodies {

    private final Capabilities capabilities;
    private final Readings readings;
    private final FrameAddress frames;
    private final SenderWishes wishes;
    private final Reading reading;
    private final WebPictures web;
    private final Walls walls;
    private final MessageSource words;

    MessageBodies(
            Capabilities capabilities,
            Readings readings,
            FrameAddress frames,
            SenderWishes wishes,
            Reading reading,
            WebPictures web,
            Walls walls,
            MessageSource words) {
        this.words = words;
        this.capabilities = capabilities;
        this.readings = readings;
        this.frames = frames;
        this.wishes = wishes;
        this.reading = reading;
        this.web = web;
        this.walls = walls;
    }

    /** The parts of the body, in reading order, as somebody wants to see them now. */
    public Opened of(Account account, Message message, Glasses glasses) {
        return opened(account, message, glasses, false);
    }

    /** The same for a message within another. */
    public Opened within(Account account, Message message, Glasses glasses) {
        return opened(account, message, glasses, true);
    }

    private Opened opened(Account account, Message message, Glasses glasses, boolean isWithin) {
        var wish = sender(message).map(sender -> wishes.of(glasses.reader(), sender));
        boolean isWanted = wish.filter(SenderWish::pictures).isPresent();
        boolean doubted = isWanted && reading.isUnproven(message, isWithin);
        boolean always = isWanted && !doubted;
        boolean ownAlways = wish.filter(SenderWish::ownColours).isPresent();
        boolean own = glasses.colours() == null ? ownAlways : glasses.colours().equals(Glasses.OWN);
        boolean fetched = web.areAllowed() && (glasses.pictures() || always);
        var view = new View(fetched, own, View.screen(glasses.theme()));
        var inline = Illustrations.of(message);
        var body = body(message, inline);
        var onlooker = new Onlooker(glasses.reader(), readings.here(), view);
        var parts = body.stream()
                .flatMap(part -> shown(account, message, part, onlooker).stream())
                .toList();
        var heldBack = parts.stream().map(Shown::heldBack).reduce(HeldBack.NOTHING, HeldBack::plus);
        boolean coloured = parts.stream().anyMatch(part -> part.frame() != null);
        return new Opened(
                parts,
                inline,
                new Sight(heldBack, fetched, always, doubted, web.areAllowed(), coloured, own, ownAlways));
    }

    /** What is shown of it, each once: some pictures stand within the HTML. */
    private static List<Part> body(Message message, Illustrations inline) {
        return (message.hasHtml() ? message.htmlBody() : message.textBody())
                .stream().filter(part -> !inline.has(part)).toList();
    }

    /** Who a message says it is from; nothing where it does not. */
    public static Optional<String> sender(Message message) {
        return message.summary().envelope().from().stream().findFirst().map(Address::email);
    }

    private Optional<Shown> shown(Account account, Message message, Part part, Onlooker onlooker) {
        var text = message.text(part);
        var number = part.number();
        if (part.is("text/html") && number != null) {
            var url = frames.of(account, id(message), number, onlooker.view());
            return Optional.of(Shown.frame(url, html(account, message, part, onlooker), text.cut()));
        }
        if (part.isText()) {
            return text.words().isBlank()
                    ? Optional.empty()
                    : Optional.of(Shown.words(PlainText.folded(text.words(), this::quoted), text.cut()));
        }
        return picture(account, message, part, onlooker.session()).map(Shown::picture);
    }

    /** The parts of the body for paper, which shows all of them at once. */
    List<Printed> printed(Account account, Message message, Onlooker onlooker) {
        return body(message, Illustrations.of(message)).stream()
                .flatMap(part -> printed(account, message, part, onlooker).stream())
                .toList();
    }

    private Optional<Printed> printed(Account account, Message message, Part part, Onlooker onlooker) {
        if (part.is("text/html")) {
            return Optional.of(new Printed(null, html(account, message, part, onlooker), null));
        }
        if (part.isText()) {
            return Optional.of(new Printed(PlainText.laidOut(message.text(part).words()), null, null));
        }
        return picture(account, message, part, onlooker.session()).map(url -> new Printed(null, null, url));
    }

    private String quoted(int lines) {
        return words.getMessage("quote.folded", new Object[] {lines}, Locale.UK);
    }

    /**
     * Who looks at a message.
     *
     * @param reader by the account that they sign in with
     * @param session the mark of their session
     */
    record Onlooker(AccountId reader, long session, View view) {}

    /** What the document of a frame is made of. */
    Map<String, Object> document(Account account, Message message, PartNumber number, Onlooker onlooker) {
        var part = message.htmlBody().stream()
                .filter(candidate -> candidate.is("text/html") && number.equals(candidate.number()))
                .findFirst()
                .orElseThrow(MailFailure.NoSuchPart::new);
        return Map.of(
                "html",
                html(account, message, part, onlooker),
                "scheme",
                onlooker.view().scheme());
    }

    /** The HTML of one part, made safe; its pictures have addresses that work for a while. */
    private SafeHtml html(Account account, Message message, Part part, Onlooker onlooker) {
        var view = onlooker.view();
        var showing = new Showing(
                contentId -> parts(message)
                        .filter(candidate -> contentId.equals(candidate.contentId()))
                        .findFirst()
                        .flatMap(found -> picture(account, message, found, onlooker.session())),
                address ->
                        view.pictures() && web.areAllowed() ? Optional.of(remote(onlooker, address)) : Optional.empty(),
                view.colours(),
                view.screen());
        return walls.clean(message.text(part).words(), showing);
    }

    private String remote(Onlooker onlooker, String address) {
        return capabilities.url(new Ticket(Kind.REMOTE, onlooker.reader(), onlooker.session(), address));
    }

    /** Where the pages and files of a message are. */
    public static String url(Account account, Message message) {
        return "/message/" + account.id() + "/" + id(message);
    }

    private Optional<String> picture(Account account, Message message, Part part, long session) {
        var number = part.number();
        return number != null && Picture.mayBe(part.type())
                ? Optional.of(capabilities.url(new Grant(account.id(), id(message), number, session)))
                : Optional.empty();
    }

    private static Stream<Part> parts(Message message) {
        var structure = message.structure();
        return structure == null ? Stream.empty() : structure.walk();
    }

    private static String id(Message message) {
        return OpaqueId.of(message.summary().ref()).value();
    }
}
