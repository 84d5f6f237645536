/** Use cases on mailboxes and messages: list, read, flag, move, file, delete. */
@ApplicationModule(allowedDependencies = {"mail", "mime", "accounts"})
@NullMarked
package io.lettergate.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
