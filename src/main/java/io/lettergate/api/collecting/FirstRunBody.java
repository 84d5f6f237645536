package io.lettergate.api.collecting;

import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** Which mail that is there already is collected, as JSON spells it: a word, or how many days back. */
final class FirstRunBody {

    private static final String LAST_DAYS = "lastDays";

    private FirstRunBody() {}

    /** What is there already. */
    @Schema(name = "FirstRunWord", enumAsRef = true)
    enum Name {
        all,
        newOnly
    }

    /** What came in the last days. */
    @Schema(name = "FirstRunDays")
    record LastDays(
            @Schema(minimum = "1", maximum = "3650", requiredMode = Schema.RequiredMode.REQUIRED)
            int lastDays) {}

    static Object of(FirstRun run) {
        return switch (run.kind()) {
            case ALL -> "all";
            case NEW_ONLY -> "newOnly";
            case LAST_DAYS -> Map.of(LAST_DAYS, run.days() == null ? 1 : run.days());
        };
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static FirstRun read(Object body) {
        if (body.equals("all")) {
            return FirstRun.ALL;
        }
        if (body.equals("newOnly")) {
            return new FirstRun(FirstRun.Kind.NEW_ONLY, null);
        }
        if (body instanceof Map<?, ?> map && map.size() == 1 && map.get(LAST_DAYS) instanceof Integer days) {
            return new FirstRun(FirstRun.Kind.LAST_DAYS, (int) Bounds.within(days, 1, Bounds.MOST_DAYS));
        }
        throw new IllegalArgumentException("It is \"all\", \"newOnly\", or how many days back, as {\"lastDays\": 30}");
    }
}
