/** What a submitter implements. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.sending.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
