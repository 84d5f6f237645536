/** Finds messages: the query language, server-side search and the local index. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "mailbox"})
@NullMarked
package io.lettergate.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
