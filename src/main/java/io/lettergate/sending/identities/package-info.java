/** Who people write as. */
@NamedInterface("identities")
@NullMarked
package io.lettergate.sending.identities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
