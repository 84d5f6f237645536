package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which parts to show and which to offer for saving, by the algorithm of RFC 8621 §4.1.4. */
public record Bodies(List<Part> text, List<Part> html, List<Part> attachments) {

    /** The same words once more, for programs of one maker: neither shown nor worth saving. */
    private static final Set<String> OTHER_SCREENS = Set.of("text/x-amp-html", "text/watch-html");

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

    /** All there is to save: what stands beside the words, and pictures and sounds among them. */
    public List<Part> files() {
        return Stream.concat(
                        attachments.stream(),
                        Stream.concat(html.stream(), text.stream()).filter(Bodies::isMedia))
                .distinct()
                .toList();
    }

    /**
     * Whether there are files, as far as that can be told without the words: a picture that HTML can show by its id is one
     * only where it says so.
     */
    public boolean holdFiles() {
        boolean hasHtml = html.stream().anyMatch(part -> part.is("text/html"));
        return files().stream().anyMatch(part -> !hasHtml || !isForHtml(part));
    }

    private static boolean isForHtml(Part part) {
        return part.contentId() != null && part.type().startsWith("image/") && !part.isAttachment();
    }

    /** Whether its words are plain once their commands are gone (RFC 1896). */
    static boolean isEnriched(Part part) {
        return part.is("text/enriched") || part.is("text/richtext");
    }

    private static boolean isMedia(Part part) {
        return part.type().startsWith("image/")
                || part.type().startsWith("audio/")
                || part.type().startsWith("video/");
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
                    offer(part, parent);
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

        private void offer(Part part, String parent) {
            boolean isForOthers = parent.equals("multipart/alternative") && OTHER_SCREENS.contains(part.type());
            if (!isForOthers) {
                attachments.add(part);
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
    }
}
