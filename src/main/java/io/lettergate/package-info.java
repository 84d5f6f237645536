/** Lettergate: a web mail gateway in front of any mailbox, IMAP or POP3. */
@NullMarked
package io.lettergate;

import org.jspecify.annotations.NullMarked;
