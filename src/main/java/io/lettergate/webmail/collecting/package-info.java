/** The pages of an account: how it stands, how long mail stays on its server, the ledger, and what was done. */
@NullMarked
package io.lettergate.webmail.collecting;

import org.jspecify.annotations.NullMarked;
