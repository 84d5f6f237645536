package io.lettergate.mailbox.spi;

import org.jspecify.annotations.Nullable;

/**
 * What arrived of a {@link Stretch}.
 *
 * @param section what the octets are: as encoded where the server could not decode
 * @param end up to where they came without a gap
 * @param ended whether nothing comes after
 * @param claimed how many octets the section has, as the server says, if it was asked; not to be believed
 */
public record Poured(
        Section section, long end, boolean ended, @Nullable Long claimed) {}
