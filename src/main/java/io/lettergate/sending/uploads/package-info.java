/** Files on their way into messages. */
@NamedInterface("uploads")
@NullMarked
package io.lettergate.sending.uploads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
