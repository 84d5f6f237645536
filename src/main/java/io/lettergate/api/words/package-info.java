/** How the API spells what the product names. */
@NullMarked
package io.lettergate.api.words;

import org.jspecify.annotations.NullMarked;
