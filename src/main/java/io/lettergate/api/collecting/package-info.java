/** Collected mail: the keep-on-server window, its plans, the ledger and the looks. */
@NullMarked
package io.lettergate.api.collecting;

import org.jspecify.annotations.NullMarked;
