package io.lettergate.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what a file is by how it begins, whatever it is called and whatever its sender says of it. */
public final class FileType {

    /** How many octets are enough to tell. */
    public static final int START = 1024;

    private static final int MOST_SPACE = 512;
    private static final Pattern MARKUP = Pattern.compile(
            "<(?:!doctype html|html|head|body|script|iframe|table|title|div|meta|style|img|a |p>|br|form)");
    private static final Pattern SCALABLE = Pattern.compile("<(?:!doctype )?svg[ \n\r\t>]");

    /** Types that are archives within, and often found as nothing more than that. */
    private static final Set<String> ZIPPED = Set.of(
            "application/java-archive",
            "application/epub+zip",
            "application/x-zip-compressed",
            "application/vnd.android.package-archive");

    private static final Set<String> PROGRAMS =
            Set.of("microsoft.portable-executable", "msdownload", "msdos-program", "dosexec", "exe");

    /** How a file of one type begins. */
    private record Magic(int offset, String octets, String type) {}

    private static final List<Magic> KNOWN = List.of(
            new Magic(0, "\u0089PNG\r\n\u001A\n", "image/png"),
            new Magic(0, "\u00FF\u00D8\u00FF", "image/jpeg"),
            new Magic(0, "GIF87a", "image/gif"),
            new Magic(0, "GIF89a", "image/gif"),
            new Magic(8, "WEBP", "image/webp"),
            new Magic(4, "ftypavi", "image/avif"),
            new Magic(4, "ftyphei", "image/heic"),
            new Magic(4, "ftypmif1", "image/heif"),
            new Magic(0, "BM", "image/bmp"),
            new Magic(0, "II*\0", "image/tiff"),
            new Magic(0, "MM\0*", "image/tiff"),
            new Magic(0, "%PDF-", "application/pdf"),
            new Magic(0, "%!PS", "application/postscript"),
            new Magic(0, "{\\rtf", "application/rtf"),
            new Magic(0, "PK\u0003\u0004", "application/zip"),
            new Magic(0, "PK\u0005\u0006", "application/zip"),
            new Magic(0, "\u001F\u008B", "application/gzip"),
            new Magic(0, "BZh", "application/x-bzip2"),
            new Magic(0, "\u00FD7zXZ\0", "application/x-xz"),
            new Magic(0, "7z\u00BC\u00AF'\u001C", "application/x-7z-compressed"),
            new Magic(0, "Rar!\u001A\u0007", "application/vnd.rar"),
            new Magic(257, "ustar", "application/x-tar"),
            new Magic(0, "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "application/x-ole-storage"),
            new Magic(0, "MZ", "application/vnd.microsoft.portable-executable"),
            new Magic(0, "\u007FELF", "application/x-elf"),
            new Magic(0, "\u00CF\u00FA\u00ED\u00FE", "application/x-mach-binary"),
            new Magic(0, "\u00CE\u00FA\u00ED\u00FE", "application/x-mach-binary"),
            new Magic(0, "\u00CA\u00FE\u00BA\u00BE", "application/java-vm"),
            new Magic(0, "L\0\0\0\u0001\u0014\u0002\0", "application/x-ms-shortcut"),
            new Magic(0, "ITSF", "application/vnd.ms-htmlhelp"),
            new Magic(0, "MSCF", "application/vnd.ms-cab-compressed"),
            new Magic(0, "CWS", "application/x-shockwave-flash"),
            new Magic(0, "FWS", "application/x-shockwave-flash"),
            new Magic(0, "#!", "text/x-script"),
            new Magic(0, "ID3", "audio/mpeg"),
            new Magic(0, "\u00FF\u00FB", "audio/mpeg"),
            new Magic(0, "\u00FF\u00F3", "audio/mpeg"),
            new Magic(0, "fLaC", "audio/flac"),
            new Magic(8, "WAVE", "audio/wav"),
            new Magic(4, "ftypM4A", "audio/mp4"),
            new Magic(4, "ftypqt", "video/quicktime"),
            new Magic(4, "ftyp", "video/mp4"),
            new Magic(0, "\u001AE\u00DF\u00A3", "video/webm"),
            new Magic(8, "AVI ", "video/x-msvideo"),
            new Magic(0, "BEGIN:VCARD", "text/vcard"),
            new Magic(0, "BEGIN:VCALENDAR", "text/calendar"),
            new Magic(0, "x\u009F>\"", "application/ms-tnef"));

    private FileType() {}

    /** The type that the first octets tell; empty where they tell nothing. */
    public static String of(byte[] start) {
        if (start.length == 0) {
            return "";
        }
        var text = new String(start, 0, Math.min(start.length, START), StandardCharsets.ISO_8859_1);
        for (var magic : KNOWN) {
            if (text.startsWith(magic.octets(), magic.offset()) && isPlausible(magic, text)) {
                return magic.type().equals("application/zip") ? zip(text) : magic.type();
            }
        }
        if (text.startsWith("OggS")) {
            return text.contains("theora") ? "video/ogg" : "audio/ogg";
        }
        return words(start, text);
    }

    /** Whether a file may well be what it is said to be. */
    public static boolean agrees(String declared, String found) {
        if (found.isEmpty() || declared.equals(found) || declared.equals("application/octet-stream")) {
            return true;
        }
        return switch (found) {
            case "application/zip" ->
                ZIPPED.contains(declared)
                        || subtype(declared).equals("zip")
                        || declared.startsWith("application/vnd.openxmlformats-")
                        || declared.startsWith("application/vnd.oasis.")
                        || declared.startsWith("application/vnd.ms-");
            case "application/x-ole-storage" ->
                declared.equals("application/msword") || declared.startsWith("application/vnd.ms-");
            case "text/calendar", "text/vcard" ->
                isWritten(declared) || (declared.startsWith("text/") && !declared.contains("html"));
            case "text/plain" -> declared.startsWith("text/") || isWritten(declared);
            case "text/html", "text/xml" -> declared.contains("html") || declared.contains("xml");
            case "application/rtf" -> declared.equals("text/rtf") || declared.equals("application/msword");
            case "video/mp4", "video/webm", "video/quicktime", "audio/ogg", "video/ogg", "audio/mp4" ->
                declared.startsWith("audio/") || declared.startsWith("video/") || declared.endsWith("/ogg");
            case "application/vnd.microsoft.portable-executable" -> PROGRAMS.contains(subtype(declared));
            default -> common(subtype(declared)).equals(common(subtype(found)));
        };
    }

    /** What many programs call a type that has another name. */
    private static String common(String subtype) {
        return switch (subtype) {
            case "jpg", "pjpeg", "jpe" -> "jpeg";
            case "mp3", "mpeg3", "mpg" -> "mpeg";
            case "wave" -> "wav";
            case "ms-bmp", "windows-bmp" -> "bmp";
            case "rar-compressed" -> "rar";
            case "tgz", "gtar-compressed", "tar+gzip" -> "gzip";
            default -> subtype;
        };
    }

    private static boolean isWritten(String declared) {
        return declared.startsWith("message/")
                || declared.endsWith("json")
                || declared.endsWith("xml")
                || declared.startsWith("application/pgp-")
                || declared.contains("script")
                || declared.equals("application/ics");
    }

    private static String subtype(String type) {
        return type.substring(type.indexOf('/') + 1).replaceFirst("^(?:x-|vnd\\.){1,3}", "");
    }

    /** Two letters are soon the beginning of some words. */
    private static boolean isPlausible(Magic magic, String text) {
        return switch (magic.type()) {
            case "image/bmp" -> text.length() > 14 && text.startsWith("\0\0\0\0", 6);
            case "application/vnd.microsoft.portable-executable" -> text.chars().anyMatch(c -> c == 0);
            case "image/webp", "audio/wav", "video/x-msvideo" -> text.startsWith("RIFF");
            default -> true;
        };
    }

    private static String zip(String text) {
        int mimeType = text.indexOf("mimetypeapplication/");
        if (mimeType == 30) {
            int from = mimeType + "mimetype".length();
            int end = text.indexOf("PK", from);
            var type = text.substring(from, end < 0 ? Math.min(text.length(), from + 80) : end);
            return type.matches("[a-z0-9./+-]{5,80}") ? type : "application/zip";
        }
        return text.contains("META-INF/") ? "application/java-archive" : "application/zip";
    }

    private static String words(byte[] start, String text) {
        var head = text.stripLeading();
        var low = head.substring(0, Math.min(head.length(), MOST_SPACE)).toLowerCase(Locale.ROOT);
        if (SCALABLE.matcher(low).find()) {
            return "image/svg+xml";
        }
        if (low.startsWith("<") && MARKUP.matcher(low).find()) {
            return "text/html";
        }
        if (low.startsWith("<?xml") || low.startsWith("\u00EF\u00BB\u00BF<?xml")) {
            return "text/xml";
        }
        boolean isText = text.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f')
                && Charsets.strictUtf8(start) != null;
        return isText ? "text/plain" : "";
    }
}
