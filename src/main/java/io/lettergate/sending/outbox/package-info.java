/** Messages on their way out: taken to disk, sent, and cared for when they are sent. */
@NamedInterface("outbox")
@NullMarked
package io.lettergate.sending.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
