/** Messages on their way out in the API. */
@NullMarked
package io.lettergate.api.submissions;

import org.jspecify.annotations.NullMarked;
