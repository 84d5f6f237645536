/** Counts sign-ins that failed, and lets whoever guesses wait, but nobody because a stranger guesses. */
@NullMarked
package io.lettergate.auth.limits;

import org.jspecify.annotations.NullMarked;
