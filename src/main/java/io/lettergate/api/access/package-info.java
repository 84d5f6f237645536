/** What a token needs for each call to the API: one table, asked in one place. */
@NullMarked
package io.lettergate.api.access;

import org.jspecify.annotations.NullMarked;
