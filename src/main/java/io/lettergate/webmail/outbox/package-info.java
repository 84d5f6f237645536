/** The page of messages on their way out. */
@NullMarked
package io.lettergate.webmail.outbox;

import org.jspecify.annotations.NullMarked;
