/** What a connector tells about accounts: whether a password is right, and which domains it serves by itself. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.accounts.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
