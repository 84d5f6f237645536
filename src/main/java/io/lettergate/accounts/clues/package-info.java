/** Who says where the mail of a domain is: each asks one kind of source, believes nothing, and knows no account. */
@NullMarked
package io.lettergate.accounts.clues;

import org.jspecify.annotations.NullMarked;
