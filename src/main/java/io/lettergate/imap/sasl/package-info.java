/** How we prove to a mail server who somebody is (RFC 4422). */
@NullMarked
package io.lettergate.imap.sasl;

import org.jspecify.annotations.NullMarked;
