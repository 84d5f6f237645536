/** What a message begins with: an answer, a forward, and to whom it may go. */
@NamedInterface("beginnings")
@NullMarked
package io.lettergate.sending.beginnings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
