package io.lettergate.webmail.content;

import io.lettergate.safehtml.SafeHtml;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's body on paper.
 *
 * @param words the words, for a part without any design
 * @param html the sender's design, made safe
 * @param picture the address of a picture
 */
public record Printed(
        @Nullable SafeHtml words,
        @Nullable SafeHtml html,
        @Nullable String picture) {}
