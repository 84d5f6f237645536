/** Tokens for programs in the API. */
@NullMarked
package io.lettergate.api.tokens;

import org.jspecify.annotations.NullMarked;
