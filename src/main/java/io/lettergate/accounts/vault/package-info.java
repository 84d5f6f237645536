/** Keeps secrets that have to outlive a session, encrypted under a keyset that the operator holds. */
@NamedInterface("vault")
@NullMarked
package io.lettergate.accounts.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
