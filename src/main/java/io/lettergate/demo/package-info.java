/** An embedded mail server with sample mail, so that a newcomer sees the product work at once. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "accounts :: spi"})
@NullMarked
package io.lettergate.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
