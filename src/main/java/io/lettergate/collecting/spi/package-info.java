/** What the collector and the local store are told, and tell. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.collecting.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
