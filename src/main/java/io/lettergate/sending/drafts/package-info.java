/** What people are writing, here and among the drafts of their accounts. */
@NamedInterface("drafts")
@NullMarked
package io.lettergate.sending.drafts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
