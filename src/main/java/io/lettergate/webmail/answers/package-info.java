/** What messages ask of their readers, and the pages to answer that. */
@NullMarked
package io.lettergate.webmail.answers;

import org.jspecify.annotations.NullMarked;
