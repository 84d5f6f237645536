package io.lettergate.collecting;

import io.lettergate.mail.Uidl;

/**
 * A message in a listing.
 *
 * @param number its number in this session
 * @param size octets, as the server says
 */
public record Seen(int number, Uidl uidl, long size) {}
