/** The log of who did what, in the API. */
@NullMarked
package io.lettergate.api.audit;

import org.jspecify.annotations.NullMarked;
