package io.lettergate.webmail.collecting;

import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.Plan;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Octets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window would do, as its page shows it.
 *
 * @param day when the first would leave; absent if none will
 * @param noticeDay when the person is told before; absent where it is too soon for that
 * @param typed whether a typed yes is wanted
 */
record PlanView(
        String token,
        boolean needed,
        boolean typed,
        long onServer,
        long leaving,
        String size,
        long soon,
        @Nullable String day,
        @Nullable String noticeDay,
        List<Reason> why,
        List<Reason> staying,
        List<LedgerLine> sample) {

    private static final Duration NOTICE = Duration.ofDays(3);

    PlanView {
        why = List.copyOf(why);
        staying = List.copyOf(staying);
        sample = List.copyOf(sample);
    }

    /** So many for one reason, which is the last part of a message key. */
    record Reason(String key, long messages) {}

    static PlanView of(Plan plan, String account, Almanac almanac) {
        var first = plan.firstAt();
        var notice = first == null || !first.minus(NOTICE).isAfter(almanac.now()) ? null : first.minus(NOTICE);
        return new PlanView(
                plan.token(),
                plan.needsToken(),
                plan.needsToken() && plan.window().mode() == KeepOnServer.Mode.NEVER,
                plan.onServer(),
                plan.leaving(),
                Octets.words(plan.leavingOctets()),
                plan.soon(),
                first == null ? null : almanac.day(first),
                notice == null ? null : almanac.day(notice),
                reasons(plan.why()),
                staying(plan),
                plan.sample().stream()
                        .map(row -> LedgerLine.of(row, account, almanac))
                        .toList());
    }

    /** Under a window that waits for the person, mail stays because nobody has deleted it yet. */
    private static List<Reason> staying(Plan plan) {
        var waits = plan.window().mode() == KeepOnServer.Mode.UNTIL_REMOVED_HERE;
        return reasons(plan.staying()).stream()
                .map(reason -> waits && reason.key().equals("FOREVER") ? new Reason("HERE", reason.messages()) : reason)
                .toList();
    }

    private static List<Reason> reasons(List<Plan.Count> counts) {
        return counts.stream()
                .filter(count -> count.messages() > 0)
                .map(count -> new Reason(count.reason().name(), count.messages()))
                .toList();
    }
}
