/** What the API answers when something fails (RFC 9457). */
@NullMarked
package io.lettergate.api.problems;

import org.jspecify.annotations.NullMarked;
