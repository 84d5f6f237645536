/** Long work in the API: copies, exports, and how far they are. */
@NullMarked
package io.lettergate.api.operations;

import org.jspecify.annotations.NullMarked;
