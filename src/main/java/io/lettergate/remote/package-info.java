/** The pictures that letters have in the Web, fetched for who wishes to see them, and of whom somebody always does. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "net"})
@NullMarked
package io.lettergate.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
