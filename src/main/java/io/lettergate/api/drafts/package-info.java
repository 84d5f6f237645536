/** Writing by the API: identities, uploads and drafts. */
@NullMarked
package io.lettergate.api.drafts;

import org.jspecify.annotations.NullMarked;
