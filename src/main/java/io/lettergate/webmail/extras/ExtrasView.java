package io.lettergate.webmail.extras;

import io.lettergate.mail.Part;
import io.lettergate.reading.Card;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Notice;
import io.lettergate.reading.Report;
import io.lettergate.reading.Seal;
import io.lettergate.webmail.content.OneLine;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The extras of a message as its page shows them; all words of strangers fit on one line.
 *
 * @param notices the last parts of message keys
 */
public record ExtrasView(
        List<String> notices,
        @Nullable Said verdict,
        List<Said> doubts,
        @Nullable Said seal,
        List<Outcome> outcomes,
        List<InvitationView> invitations,
        List<CardView> cards,
        List<Inner> inner) {

    /** A sentence: the last part of its message key, and what stands in it. */
    public record Said(String key, String first, String second) {}

    /** What became of a message for one receiver. */
    public record Outcome(String address, String fate, String reason, String status, String words) {

        public boolean isBad() {
            return fate.equals("failed") || fate.equals("delayed");
        }
    }

    /** A visiting card. */
    public record CardView(String name, String company, List<String> emails, List<String> phones, String url) {}

    /** A message within: what it is called, and its part. */
    public record Inner(String name, String part) {}

    /**
     * Fits them for the page.
     *
     * @param url where the files of the message are
     */
    public static ExtrasView of(Extras extras, String url, ZoneId zone, Locale locale) {
        var verdict = extras.verdict();
        var seal = extras.seal();
        var report = extras.report();
        return new ExtrasView(
                extras.notices().stream()
                        .filter(notice -> notice != Notice.UNREADABLE && notice != Notice.TEXT)
                        .map(ExtrasView::word)
                        .toList(),
                verdict == null ? null : new Said(word(verdict.finding()), OneLine.of(verdict.domain()), ""),
                extras.doubts().stream().map(ExtrasView::said).toList(),
                seal == null ? null : said(seal),
                report == null
                        ? List.of()
                        : report.outcomes().stream().map(ExtrasView::outcome).toList(),
                extras.invitations().stream()
                        .map(invitation -> InvitationView.of(invitation, url, zone, locale))
                        .toList(),
                extras.cards().stream().map(card -> card(card, url)).toList(),
                extras.inner().stream().map(ExtrasView::inner).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Said said(Doubt doubt) {
        return new Said(word(doubt.kind()), OneLine.of(doubt.subject()), OneLine.of(doubt.truth()));
    }

    private static Said said(Seal seal) {
        return new Said(word(seal.kind()), OneLine.of(seal.signer()), OneLine.of(seal.issuer()));
    }

    private static Outcome outcome(Report.Outcome outcome) {
        var status = outcome.status();
        return new Outcome(
                OneLine.of(outcome.address()),
                word(outcome.fate()),
                word(outcome.reason()),
                status == null ? "" : status,
                OneLine.of(outcome.words()));
    }

    private static CardView card(Card card, String url) {
        return new CardView(
                OneLine.of(card.name()),
                OneLine.of(card.company()),
                card.emails().stream().map(OneLine::of).toList(),
                card.phones().stream().map(OneLine::of).toList(),
                url + "/part/" + card.part());
    }

    private static Inner inner(Part part) {
        return new Inner(OneLine.of(part.fileName()), String.valueOf(part.number()));
    }
}
