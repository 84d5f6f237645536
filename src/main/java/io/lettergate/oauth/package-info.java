/** Gets leave to use mailboxes from those who give it (OAuth 2.0), and hears from them who somebody is (OpenID Connect). */
@ApplicationModule(allowedDependencies = {"mail", "net", "accounts", "accounts :: spi", "auth"})
@NullMarked
package io.lettergate.oauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
