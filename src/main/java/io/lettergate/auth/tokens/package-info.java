/** Tokens for programs: made by a person, limited in what they may do, and revoked at once. */
@NamedInterface("tokens")
@NullMarked
package io.lettergate.auth.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
