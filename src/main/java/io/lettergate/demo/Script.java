package io.lettergate.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message as a file under {@code resources/demo} tells it.
 *
 * @param folder where it lies; "Post" is the inbox of the POP3 mailbox
 * @param directives in lower case what the composer should do, capitalised a header field as it is
 * @param sections the text first, then what is attached or shown beside it
 */
record Script(String folder, Map<String, String> directives, List<Section> sections) {

    /**
     * A part of a message.
     *
     * @param kind how its lines become octets: text, html, calendar, csv, pdf, png, …
     * @param name its file name, if it is to have one
     */
    record Section(String kind, String name, String text) {}

    Optional<String> directive(String name) {
        return Optional.ofNullable(directives.get(name));
    }

    String required(String name) {
        return directive(name)
                .orElseThrow(() -> new IllegalStateException("A script lacks \"" + name + "\": " + directives));
    }

    String text() {
        return section("text").map(Section::text).orElse("");
    }

    Optional<Section> section(String kind) {
        return sections.stream().filter(section -> section.kind().equals(kind)).findFirst();
    }

    Charset charset() {
        return directive("charset").map(Charset::forName).orElse(StandardCharsets.UTF_8);
    }

    boolean isOurs() {
        return folder.equals("Sent") || folder.equals("Drafts");
    }
}
