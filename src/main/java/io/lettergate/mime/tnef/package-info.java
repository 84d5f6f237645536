/** Reads winmail.dat: the form in which some programs pack a whole message into one file (MS-OXTNEF). */
@NullMarked
package io.lettergate.mime.tnef;

import org.jspecify.annotations.NullMarked;
