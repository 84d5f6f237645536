/** Requests that a program may repeat. */
@NullMarked
package io.lettergate.api.keys;

import org.jspecify.annotations.NullMarked;
