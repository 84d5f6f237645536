package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts to show and which to offer for saving, by the algorithm of RFC 8621 §4.1.4. */
public record Bodies(List<Part> text, List<Part> html, List<Part> attachments) {

    public Bodies {
        text = List.copyOf(text);
        html = List.copyOf(html);
        attachments = List.copyOf(attachments);
    }

    public static Bodies of(Part structure) {
        var sorting = new Sorting();
        sorting.sort(List.of(structure), "multipart/mixed", false, sorting.text, sorting.html);
        return new Bodies(sorting.text, sorting.html, sorting.attachments);
    }

    /** Whether its words are plain once their commands are gone (RFC 1896). */
    static boolean isEnriched(Part part) {
        return part.is("text/enriched") || part.is("text/richtext");
    }

    private static boolean isPlain(Part part) {
        return part.is("text/plain") || isEnriched(part);
    }

    /** Collects the three lists while it goes down the tree. */
    private static final class Sorting {

        private final List<Part> text = new ArrayList<>();
        private final List<Part> html = new ArrayList<>();
        private final List<Part> attachments = new ArrayList<>();

        /** A list is null once a sibling has shown that these parts are not for it. */
        void sort(
                List<Part> parts,
                String parent,
                boolean inAlternative,
                @Nullable List<Part> intoText,
                @Nullable List<Part> intoHtml) {
            int texts = text.size();
            int htmls = html.size();
            var textTarget = intoText;
            var htmlTarget = intoHtml;
            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                if (part.isMultipart()) {
                    sort(
                            part.children(),
                            part.type(),
                            inAlternative || part.is("multipart/alternative"),
                            textTarget,
                            htmlTarget);
                } else if (!isShown(part, i, parent)) {
                    attachments.add(part);
                } else if (parent.equals("multipart/alternative")) {
                    choose(part, textTarget, htmlTarget, text.size() > texts);
                } else {
                    htmlTarget = inAlternative && isPlain(part) ? null : htmlTarget;
                    textTarget = inAlternative && part.is("text/html") ? null : textTarget;
                    show(part, textTarget, htmlTarget);
                }
            }
            if (parent.equals("multipart/alternative") && textTarget != null && htmlTarget != null) {
                fillTheEmptyOne(texts, htmls);
            }
        }

        private static boolean isShown(Part part, int index, String parent) {
            boolean isMedia = isMedia(part);
            return !part.isAttachment()
                    && (isPlain(part) || part.is("text/html") || isMedia)
                    && (index == 0 || (!parent.equals("multipart/related") && (isMedia || part.fileName() == null)));
        }

        private void choose(
                Part part, @Nullable List<Part> textTarget, @Nullable List<Part> htmlTarget, boolean hasText) {
            boolean isText = part.is("text/plain") || (isEnriched(part) && !hasText);
            var target = isText ? textTarget : part.is("text/html") ? htmlTarget : attachments;
            (target == null ? attachments : target).add(part);
        }

        private void show(Part part, @Nullable List<Part> textTarget, @Nullable List<Part> htmlTarget) {
            if (textTarget != null) {
                textTarget.add(part);
            }
            if (htmlTarget != null) {
                htmlTarget.add(part);
            }
            if ((textTarget == null || htmlTarget == null) && isMedia(part)) {
                attachments.add(part);
            }
        }

        private void fillTheEmptyOne(int texts, int htmls) {
            if (text.size() == texts) {
                text.addAll(html.subList(htmls, html.size()));
            } else if (html.size() == htmls) {
                html.addAll(text.subList(texts, text.size()));
            }
        }

        private static boolean isMedia(Part part) {
            return part.type().startsWith("image/")
                    || part.type().startsWith("audio/")
                    || part.type().startsWith("video/");
        }
    }
}
