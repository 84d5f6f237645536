package io.lettergate.api.archiving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.archiving.SpaceReport;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mailbox.Weight;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes the space of an account. */
@Schema(name = "Space")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SpaceAnswer(
        @Schema(
                description = "running: some mail is still to be looked at",
                allowableValues = {"running", "done", "failed"})
        String state,

        @Schema(description = "When this was so") Instant asOf,

        @Schema(description = "Messages looked at so far") long messages,

        @Schema(description = "Messages there are to look at")
        long expected,

        @Schema(description = "How large those looked at are together")
        long octets,

        @Schema(description = "The largest first") List<InMailbox> mailboxes,

        @Schema(description = "The largest first, 50 at most")
        List<FromSender> senders,

        @Schema(description = "The largest first, 50 at most")
        List<Large> largest,

        @Schema(description = "Why it ended early") @Nullable
        String problem) {

    /** What one mailbox takes. */
    @Schema(name = "SpaceInMailbox")
    record InMailbox(String mailboxId, String path, long messages, long octets) {}

    /** What the mail of one sender takes. */
    @Schema(name = "SpaceFromSender")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FromSender(@Nullable String name, String email, long messages, long octets) {}

    /** A large message. */
    @Schema(name = "LargeMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Large(
            String id,
            String mailboxId,
            String subject,

            @Schema(description = "The address of who wrote it") @Nullable
            String from,

            Instant receivedAt,
            long size) {

        static Large of(Weight weight) {
            var message = weight.message();
            var from = weight.from();
            return new Large(
                    OpaqueId.of(message).value(),
                    OpaqueId.of(message.mailbox()).value(),
                    weight.subject(),
                    from == null ? null : from.email(),
                    weight.receivedAt(),
                    weight.size());
        }
    }

    static SpaceAnswer of(SpaceReport report) {
        return new SpaceAnswer(
                state(report),
                report.asOf(),
                report.messages(),
                report.expected(),
                report.octets(),
                report.mailboxes().stream().map(SpaceAnswer::inMailbox).toList(),
                report.senders().stream().map(SpaceAnswer::fromSender).toList(),
                report.largest().stream().map(Large::of).toList(),
                report.problem());
    }

    private static String state(SpaceReport report) {
        if (report.problem() != null) {
            return "failed";
        }
        return report.done() ? "done" : "running";
    }

    private static InMailbox inMailbox(SpaceReport.InMailbox share) {
        var name = share.mailbox().name();
        return new InMailbox(OpaqueId.of(name).value(), name.value(), share.messages(), share.octets());
    }

    private static FromSender fromSender(SpaceReport.FromSender share) {
        return new FromSender(share.sender().name(), share.sender().email(), share.messages(), share.octets());
    }
}
