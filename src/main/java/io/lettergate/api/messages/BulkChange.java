package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.ModSeq;
import io.lettergate.mailbox.MessageChanges;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller wants done with many messages: exactly one thing, or one taken back. */
@Schema(name = "MessageChanges", example = "{\"ids\": [\"Wm9vIGlzIG5vdCBoAAAAAQAAAAc\"], \"moveTo\": \"role:archive\"}")
record BulkChange(
        @Schema(description = "The messages, 1000 at most") @Nullable
        List<String> ids,

        @Schema(description = "true sets a keyword, false or null clears it", example = "{\"$seen\": true}") @Nullable
        Map<String, @Nullable Boolean> keywords,

        @Schema(description = "Leaves messages alone that have a higher MODSEQ; with keywords only") @Nullable
        Long unlessChangedSince,

        @Schema(description = "The mailbox to move them to, by id or role", example = "role:archive") @Nullable
        String moveTo,

        @Schema(description = "The mailbox to copy them to, by id or role") @Nullable
        String copyTo,

        @Schema(
                description = "trash moves them to Trash, and removes what is there; permanently removes them for good",
                allowableValues = {"trash", "permanently"})
        @Nullable
        String delete,

        @Schema(description = "Says what would be done, and does nothing") @Nullable
        Boolean dryRun,

        @Schema(description = "The undo token of another change, with nothing else beside it") @Nullable
        String undo) {

    List<String> chosen() {
        return InvalidRequest.field("/ids", () -> {
            if (ids == null || ids.isEmpty() || ids.size() > MessageChanges.MOST) {
                throw new IllegalArgumentException("One change takes 1 to " + MessageChanges.MOST + " ids");
            }
            if (ids.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("An id is a text");
            }
            return List.copyOf(ids);
        });
    }

    /** The token alone; refused beside anything else. */
    boolean isUndo() {
        if (undo != null && (ids != null || things() > 0 || dryRun != null)) {
            throw refused("/undo", "The token stands alone");
        }
        return undo != null;
    }

    private long things() {
        return Stream.of(keywords, moveTo, copyTo, delete)
                .filter(Objects::nonNull)
                .count();
    }

    io.lettergate.mailbox.MessageChange change(Function<String, Mailbox> require) {
        if (things() != 1) {
            throw refused("", "A change is exactly one of keywords, moveTo, copyTo and delete");
        }
        if (unlessChangedSince != null && keywords == null) {
            throw refused("/unlessChangedSince", "It stands beside keywords only");
        }
        if (moveTo != null) {
            return new io.lettergate.mailbox.MessageChange.Move(require.apply(moveTo));
        }
        if (copyTo != null) {
            return new io.lettergate.mailbox.MessageChange.Copy(require.apply(copyTo));
        }
        return delete == null ? mark() : removal(delete);
    }

    private io.lettergate.mailbox.MessageChange mark() {
        var wanted = new MessageChange(keywords, null);
        var since = unlessChangedSince == null
                ? null
                : InvalidRequest.field("/unlessChangedSince", () -> new ModSeq(unlessChangedSince));
        return new io.lettergate.mailbox.MessageChange.Mark(wanted.set(), wanted.clear(), since);
    }

    private static io.lettergate.mailbox.MessageChange removal(String word) {
        return switch (word) {
            case "trash" -> new io.lettergate.mailbox.MessageChange.Discard();
            case "permanently" -> new io.lettergate.mailbox.MessageChange.Delete();
            default -> throw refused("/delete", "Only trash and permanently are known here");
        };
    }

    private static RuntimeException refused(String pointer, String why) {
        try {
            return InvalidRequest.field(pointer, () -> {
                throw new IllegalArgumentException(why);
            });
        } catch (InvalidRequest invalid) {
            return invalid;
        }
    }
}
