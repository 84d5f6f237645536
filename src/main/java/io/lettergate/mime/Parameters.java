package io.lettergate.mime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes parameters. */
public final class Parameters {

    private Parameters() {}

    /** Decodes. */
    public static Map<String, String> decode(Map<String, String> raw) {
        return raw;
    }

    /** Decodes. */
    public static @Nullable String fileName(Map<String, String> disposition, Map<String, String> contentType) {
        return disposition.getOrDefault("filename", contentType.get("name"));
    }
}
