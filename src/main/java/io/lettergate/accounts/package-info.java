/** People and the mail accounts they have connected; the vault for their secrets; finding servers. */
@ApplicationModule(allowedDependencies = {"mail", "net"})
@NullMarked
package io.lettergate.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
