/** What a feature implements that has long work to do. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.operations.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
