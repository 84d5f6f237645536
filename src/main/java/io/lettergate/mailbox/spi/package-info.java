/** What a connector implements. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.mailbox.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
