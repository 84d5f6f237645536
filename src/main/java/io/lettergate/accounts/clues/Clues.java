package io.lettergate.accounts.clues;

import java.util.List;
import java.util.Set;

/**
 * What one source says.
 *
 * @param hints the best first
 * @param absent what the domain says it does not offer
 * @param vouched whether somebody says so whom we know: by a certificate, or by name. The DNS can be made to lie
 */
public record Clues(List<Hint> hints, Set<Kind> absent, boolean vouched) {

    public static final Clues NONE = new Clues(List.of(), Set.of(), true);

    /** No domain has more than a few; who names hundreds wants others to knock at them. */
    private static final int MOST = 12;

    public Clues {
        hints = hints.stream().limit(MOST).toList();
        absent = Set.copyOf(absent);
    }

    static Clues vouched(List<Hint> hints) {
        return new Clues(hints, Set.of(), true);
    }

    /** Whether there is a server to read mail from. */
    public boolean tellsOfMail() {
        return hints.stream().anyMatch(hint -> hint.kind() != Kind.SUBMISSION);
    }
}
