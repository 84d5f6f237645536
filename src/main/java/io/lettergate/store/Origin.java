package io.lettergate.store;

import io.lettergate.mail.Uidl;
import java.time.Instant;

/**
 * Where a message came from; with the account it names the message, so that one that comes twice is stored once.
 *
 * @param ordinal 0, or higher where a server gave one unique-id to several messages
 * @param firstSeenAt when it was first seen on its server
 */
public record Origin(Uidl uidl, int ordinal, Instant firstSeenAt) {}
