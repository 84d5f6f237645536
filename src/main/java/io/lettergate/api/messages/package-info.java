/** Messages in the API: lists, single messages, their octets, and changes to them. */
@NullMarked
package io.lettergate.api.messages;

import org.jspecify.annotations.NullMarked;
