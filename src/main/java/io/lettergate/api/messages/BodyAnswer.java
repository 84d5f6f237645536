package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.safehtml.MailHtml;
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

        @Schema(description = "True where there is more than is shown; the whole is in the parts")
        boolean truncated) {

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
        return new BodyAnswer(
                text.isEmpty() ? null : words(message, text),
                html.isEmpty()
                        ? null
                        : html.stream()
                                .map(part -> safe(message, part, picture))
                                .toList(),
                Stream.concat(text.stream(), html.stream())
                        .anyMatch(part -> message.text(part).cut()));
    }

    private static String words(Message message, List<Part> parts) {
        return parts.stream().map(part -> message.text(part).words()).collect(Collectors.joining("\n"));
    }

    private static String safe(Message message, Part part, Function<String, Optional<String>> picture) {
        var words = message.text(part).words();
        var markup = part.is("text/html") ? words : "<pre>" + HtmlUtils.htmlEscape(words) + "</pre>";
        return MailHtml.sanitize(markup, picture).markup();
    }
}
