/** The words of mail: immutable types every other module speaks. Knows no protocol and no framework. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.lettergate.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
