/** What is remembered of IMAP mailboxes, so that it need not be asked for again: all of it may be dropped. */
@NullMarked
package io.lettergate.imap.cache;

import org.jspecify.annotations.NullMarked;
