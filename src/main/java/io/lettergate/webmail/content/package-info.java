/** What a message holds, shown in a frame of its own or handed out for saving. */
@NullMarked
package io.lettergate.webmail.content;

import org.jspecify.annotations.NullMarked;
