package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.SafeHtml;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The words of a message, as the API shows them. */
@Schema(name = "Body")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BodyAnswer(
        @Schema(description = "The plain text; absent where the message has only HTML") @Nullable
        String text,

        @Schema(description = "Safe HTML, one string a part; absent where the message has only plain text") @Nullable
        List<String> html,

        @Schema(
                description =
                        "What of the HTML lies in the Web and was left out of it; absent where HTML was not asked for"
                                + " or has nothing of that kind")
        @Nullable
        HeldBackAnswer heldBack,

        @Schema(description = "True where there is more than is shown; the whole is in the parts")
        boolean truncated) {

    /** How much of a message is left out as it lies in the Web. */
    @Schema(name = "HeldBack")
    record HeldBackAnswer(
            @Schema(description = "Pictures that a browser would fetch from their own servers")
            int pictures,

            @Schema(description = "Pictures that show nothing and only tell the sender of the reading")
            int trackers) {

        private static @Nullable HeldBackAnswer of(HeldBack heldBack) {
            return heldBack.isNothing() ? null : new HeldBackAnswer(heldBack.pictures(), heldBack.trackers());
        }
    }

    /** A way to write a body. */
    enum Form {
        TEXT,
        HTML
    }

    /**
     * Writes the body in the forms that are wanted.
     *
     * @param picture gives the address of a picture that came with the message, by its Content-ID
     */
    static BodyAnswer of(Message message, Set<Form> wanted, Function<String, Optional<String>> picture) {
        var plain = message.textBody().stream()
                .filter(part -> part.isText() && !part.is("text/html"))
                .toList();
        var rich = message.hasHtml()
                ? message.htmlBody().stream().filter(Part::isText).toList()
                : List.<Part>of();
        var text = wanted.contains(Form.TEXT) ? plain : List.<Part>of();
        var html = wanted.contains(Form.HTML) ? rich : List.<Part>of();
        var safe = html.stream().map(part -> safe(message, part, picture)).toList();
        return new BodyAnswer(
                text.isEmpty() ? null : words(message, text),
                safe.isEmpty() ? null : safe.stream().map(SafeHtml::markup).toList(),
                HeldBackAnswer.of(safe.stream().map(SafeHtml::heldBack).reduce(HeldBack.NOTHING, HeldBack::plus)),
                Stream.concat(text.stream(), html.stream())
                        .anyMatch(part -> message.text(part).cut()));
    }

    private static String words(Message message, List<Part> parts) {
        return parts.stream().map(part -> message.text(part).words()).collect(Collectors.joining("\n"));
    }

    private static SafeHtml safe(Message message, Part part, Function<String, Optional<String>> picture) {
        var words = message.text(part).words();
        var markup = part.is("text/html") ? words : "<pre>" + HtmlUtils.htmlEscape(words) + "</pre>";
        return MailHtml.sanitize(markup, picture);
    }
}
