package io.lettergate.api.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.sending.identities.Identity;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who somebody writes as, as a caller wants it. */
@Schema(name = "NewIdentity", example = "{\"name\": \"Robin Vale\", \"address\": \"robin@vale.example\"}")
record IdentityBody(
        @Schema(description = "What receivers see beside the address") @Nullable
        String name,

        @Nullable String address,

        @Schema(description = "Where answers go, if not to the address") @Nullable
        String replyTo,

        @Schema(description = "What stands under new messages, as plain text") @Nullable
        String signature,

        @Schema(description = "The same as HTML; made from the text where it is absent") @Nullable
        String signatureHtml,

        @Schema(description = "Whether new messages begin with this one") @Nullable
        Boolean preferred) {

    Identity identity() {
        return InvalidRequest.field(
                "/address",
                () -> new Identity(
                        "",
                        name == null ? "" : name,
                        address == null ? "" : address,
                        replyTo,
                        signature == null ? "" : signature,
                        signatureHtml,
                        Boolean.TRUE.equals(preferred)));
    }

    /** One as the API shows it. */
    @Schema(name = "Identity")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id,
            String name,
            String address,
            @Nullable String replyTo,
            String signature,
            @Nullable String signatureHtml,
            boolean preferred) {

        static Answer of(Identity identity) {
            return new Answer(
                    identity.id(),
                    identity.name(),
                    identity.address(),
                    identity.replyTo(),
                    identity.signature(),
                    identity.signatureHtml(),
                    identity.preferred());
        }
    }
}
