package io.lettergate.webmail.content;

/** What a file's name ends in where its sender gave it none, so that a computer knows what to open it with. */
public final class Ending {

    private Ending() {}

    /** With its dot; empty where there is none that fits. */
    public static String of(String type) {
        return switch (type) {
            case "text/plain", "text/rfc822-headers", "message/delivery-status" -> ".txt";
            case "text/html" -> ".html";
            case "text/calendar" -> ".ics";
            case "text/vcard" -> ".vcf";
            case "message/rfc822" -> ".eml";
            case "application/pdf" -> ".pdf";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            default -> "";
        };
    }
}
