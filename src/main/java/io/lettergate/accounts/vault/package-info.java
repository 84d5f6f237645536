/** Keeps secrets that have to outlive a session, encrypted under a keyset that the operator holds. */
@NullMarked
package io.lettergate.accounts.vault;

import org.jspecify.annotations.NullMarked;
