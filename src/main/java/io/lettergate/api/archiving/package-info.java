/** Old mail and the space it takes, over REST. */
@NullMarked
package io.lettergate.api.archiving;

import org.jspecify.annotations.NullMarked;
