/** The browsers that people are signed in with: how long, how they are known again, and how they are signed out. */
@NullMarked
@NamedInterface("sessions")
package io.lettergate.auth.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
