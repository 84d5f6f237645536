package io.lettergate.webmail.content;

import io.lettergate.mime.FileType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a file can be looked at without saving it, and whether it could do harm. */
public enum ShownFile {
    PICTURE,
    PDF,
    TEXT,
    AUDIO,
    VIDEO,
    NONE;

    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");
    private static final Set<String> SOUNDS = Set.of("audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", "audio/mp4");
    private static final Set<String> FILMS = Set.of("video/mp4", "video/webm", "video/ogg");

    /** Endings of what runs when it is opened, on one system or another. */
    private static final Set<String> RUNNING = Set.of(
            "ade", "adp", "apk", "app", "appx", "bat", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "docm", "dotm",
            "exe", "hta", "htm", "html", "img", "iqy", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "msc", "msi",
            "msix", "mst", "one", "pif", "pkg", "potm", "ppam", "pptm", "ps1", "py", "reg", "rpm", "scf", "scr", "sct",
            "sh", "shtml", "slk", "svg", "swf", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "ws", "wsf", "wsh", "xht",
            "xhtml", "xlam", "xll", "xlsb", "xlsm", "xltm");

    private static final Set<String> PROGRAMS = Set.of(
            "application/vnd.microsoft.portable-executable",
            "application/x-elf",
            "application/x-mach-binary",
            "application/java-archive",
            "application/java-vm",
            "application/x-ms-shortcut",
            "application/vnd.ms-htmlhelp",
            "application/x-shockwave-flash",
            "text/x-script",
            "text/html",
            "image/svg+xml");

    /** How to look at what the first octets say it is; words are looked at only where they are said to be words. */
    public static ShownFile of(String found, String declared) {
        if (PICTURES.contains(found)) {
            return PICTURE;
        }
        if (found.equals("application/pdf")) {
            return PDF;
        }
        if (SOUNDS.contains(found)) {
            return AUDIO;
        }
        if (FILMS.contains(found)) {
            return VIDEO;
        }
        boolean isText = found.equals("text/plain")
                || (declared.startsWith("text/") && (found.isEmpty() || found.startsWith("text/")));
        return isText ? TEXT : NONE;
    }

    /** Whether it may run when it is opened, by what it is or by what it is called. */
    public static boolean isDangerous(String found, String declared, @Nullable String name) {
        var called = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        return PROGRAMS.contains(found)
                || PROGRAMS.contains(declared)
                || RUNNING.contains(called.substring(called.lastIndexOf('.') + 1));
    }

    /** Whether it is something else than its sender says. */
    public static boolean isDisguised(String found, String declared) {
        return !FileType.agrees(declared, found);
    }
}
