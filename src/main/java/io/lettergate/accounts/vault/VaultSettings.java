package io.lettergate.accounts.vault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keyset of the vault comes from.
 *
 * @param keyset the keyset itself in Tink's JSON, or the path of a file that holds it; when absent, one is made
 * @param file where it is made then
 */
@ConfigurationProperties("lettergate.vault")
record VaultSettings(@Nullable String keyset, Path file) {

    /** The keyset may be the text itself. */
    @Override
    public String toString() {
        return "VaultSettings(" + file + ")";
    }
}
