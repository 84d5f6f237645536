/** The API's description, for programs (OpenAPI) and for people. */
@NullMarked
package io.lettergate.api.docs;

import org.jspecify.annotations.NullMarked;
