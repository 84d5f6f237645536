/** What the reading page shows of a message besides words and files. */
@NullMarked
package io.lettergate.webmail.extras;

import org.jspecify.annotations.NullMarked;
