/** The pages on which people settle how they sign in, and see who does: security, sessions, tokens and the log. */
@NullMarked
package io.lettergate.webmail.settings;

import org.jspecify.annotations.NullMarked;
