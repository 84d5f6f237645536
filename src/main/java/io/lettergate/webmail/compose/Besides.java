package io.lettergate.webmail.compose;

import org.jspecify.annotations.Nullable;

/**
 * What the form of a message says besides the message.
 *
 * @param at when it is to be sent, by the writer's clock, as in 2026-11-23T08:00
 * @param template which one is to be put in
 * @param sure whether the writer was asked what may be forgotten
 */
record Besides(
        @Nullable String at,
        @Nullable String template,
        @Nullable String sure) {

    boolean isSure() {
        return sure != null && !sure.isEmpty();
    }
}
