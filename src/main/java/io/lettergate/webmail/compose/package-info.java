/** The pages for writing. */
@NullMarked
package io.lettergate.webmail.compose;

import org.jspecify.annotations.NullMarked;
