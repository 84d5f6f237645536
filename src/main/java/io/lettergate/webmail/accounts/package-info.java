/** The pages on which people link and mend their accounts. */
@NullMarked
package io.lettergate.webmail.accounts;

import org.jspecify.annotations.NullMarked;
