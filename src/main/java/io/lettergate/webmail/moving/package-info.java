/** The pages on which people take their mail along, and remove accounts from here. */
@NullMarked
package io.lettergate.webmail.moving;

import org.jspecify.annotations.NullMarked;
