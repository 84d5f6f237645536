/** What people want to see of whom, and the pictures that letters have in the Web, fetched for them. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "net"})
@NullMarked
package io.lettergate.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
