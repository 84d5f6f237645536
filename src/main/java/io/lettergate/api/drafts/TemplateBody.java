package io.lettergate.api.drafts;

import io.lettergate.answering.Template;
import io.lettergate.api.problems.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Words that somebody writes often, as a caller wants them. */
@Schema(
        name = "NewTemplate",
        example = "{\"name\": \"Thanks\", \"subject\": \"Thank you\", \"text\": \"Thank you for writing.\"}")
record TemplateBody(
        @Schema(description = "How its writer finds it again") @Nullable
        String name,

        @Schema(description = "For messages that have none yet") @Nullable
        String subject,

        @Schema(description = "Plain text") @Nullable String text) {

    Template template() {
        return InvalidRequest.field(
                "/name",
                () -> new Template(
                        "",
                        name == null ? "" : name,
                        subject == null ? "" : subject,
                        text == null ? "" : text.replace("\r\n", "\n")));
    }

    /** One as the API shows it. */
    @Schema(name = "Template")
    record Answer(String id, String name, String subject, String text) {

        static Answer of(Template template) {
            return new Answer(template.id(), template.name(), template.subject(), template.text());
        }
    }
}
