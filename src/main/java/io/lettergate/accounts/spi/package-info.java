/** What others tell about accounts: whether a password is right, where tokens come from, which domains are served. */
@NamedInterface("spi")
@NullMarked
package io.lettergate.accounts.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
