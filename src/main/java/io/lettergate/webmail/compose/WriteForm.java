package io.lettergate.webmail.compose;

import io.lettergate.mail.Address;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.beginnings.Beginning;
import io.lettergate.sending.drafts.DraftContent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a message says. Everything may be missing.
 *
 * @param version of the draft that the writer saw; 0 for a new one
 * @param kind what the message is made from another as, until it is saved
 * @param original that other message
 * @param html absent for a plain message
 * @param upload files that are here already
 * @param keep parts of the other message that go along, by number
 * @param act which button was pressed
 */
record WriteForm(
        @Nullable String account,
        @Nullable String draft,
        @Nullable String version,
        @Nullable String kind,
        @Nullable String original,
        @Nullable String to,
        @Nullable String cc,
        @Nullable String bcc,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String identity,
        @Nullable String priority,
        @Nullable String receipt,
        @Nullable List<String> upload,
        @Nullable List<String> keep,
        @Nullable String act,
        @Nullable String back) {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");
    private static final Pattern PICTURE =
            Pattern.compile("src=\"/write/(?:files|pictures)/[^\"?]*\\?cid=([^\"&]*)[^\"]*\"");

    String accountId() {
        return Objects.requireNonNullElse(account, "");
    }

    String draftId() {
        return Objects.requireNonNullElse(draft, "");
    }

    long seen() {
        try {
            return version == null ? 0 : Long.parseLong(version);
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    Optional<Beginning.Kind> beginning() {
        return kind == null ? Optional.empty() : Beginning.Kind.of(kind);
    }

    String originalId() {
        return Objects.requireNonNullElse(original, "");
    }

    /** The identity of another account that was chosen, as its account and itself. */
    Optional<Elsewhere> elsewhere() {
        int slash = identity == null ? -1 : identity.indexOf('/');
        return identity == null || slash < 0
                ? Optional.empty()
                : Optional.of(new Elsewhere(identity.substring(0, slash), identity.substring(slash + 1)));
    }

    /** Who somebody writes as in another account than before. */
    record Elsewhere(String account, String identity) {}

    boolean keeps(String number) {
        return keep != null && keep.contains(number);
    }

    List<String> uploads() {
        return upload == null ? List.of() : upload;
    }

    String button() {
        return Objects.requireNonNullElse(act, "save");
    }

    /**
     * What the message says, on what it was before.
     *
     * @throws IllegalArgumentException in a sentence, where it cannot be kept
     */
    DraftContent on(DraftContent before) {
        return new DraftContent(
                identity == null || identity.isBlank() || identity.contains("/") ? before.identity() : identity,
                people(to),
                people(cc),
                people(bcc),
                subject == null ? "" : CONTROLS.matcher(subject).replaceAll(" ").strip(),
                text == null ? "" : text.replace("\r\n", "\n"),
                html == null || html.isBlank() ? null : cidsIn(html),
                urgency(),
                receipt != null,
                before.inReplyTo(),
                before.references(),
                before.original(),
                uploads().stream().distinct().toList());
    }

    private static String decoded(String contentId) {
        try {
            return URLDecoder.decode(contentId, StandardCharsets.UTF_8).replaceAll("[\"<>&\\s]", "");
        } catch (IllegalArgumentException odd) {
            return "";
        }
    }

    /** The same, to be shown again: what no header can hold is left out. */
    DraftContent onWhatCanBeKept() {
        return new WriteForm(
                        account,
                        draft,
                        version,
                        kind,
                        original,
                        plain(to),
                        plain(cc),
                        plain(bcc),
                        subject,
                        text == null ? null : text.substring(0, Math.min(text.length(), 900_000)),
                        html == null || html.length() > 900_000 ? null : html,
                        identity,
                        priority,
                        receipt,
                        upload,
                        keep,
                        act,
                        back)
                .on(DraftContent.blank());
    }

    /** What a link says, which holds nothing but people, a subject and words. */
    WriteForm saying(String body) {
        return new WriteForm(
                account,
                null,
                null,
                null,
                null,
                plain(to),
                plain(cc),
                plain(bcc),
                subject,
                body.substring(0, Math.min(body.length(), 100_000)),
                null,
                identity,
                null,
                null,
                null,
                null,
                null,
                back);
    }

    /** The same with other files. */
    WriteForm withUploads(List<String> others) {
        return new WriteForm(
                account, draft, version, kind, original, to, cc, bcc, subject, text, html, identity, priority, receipt,
                others, keep, act, back);
    }

    private static @Nullable String plain(@Nullable String field) {
        return field == null ? null : CONTROLS.matcher(field).replaceAll(" ");
    }

    private static List<Address> people(@Nullable String field) {
        return field == null || field.isBlank() ? List.of() : OutgoingAddress.split(field);
    }

    private OutgoingMessage.Priority urgency() {
        return Stream.of(OutgoingMessage.Priority.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(priority))
                .findFirst()
                .orElse(OutgoingMessage.Priority.NORMAL);
    }

    /** Pictures are named as the message will name them, not as the page shows them. */
    private static String cidsIn(String html) {
        return PICTURE.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement("src=\"cid:" + decoded(found.group(1)) + "\""));
    }
}
