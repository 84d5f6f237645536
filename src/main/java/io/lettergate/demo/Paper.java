package io.lettergate.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sheet of paper with a heading and some lines, as PDF. */
class Paper {

    private Paper() {}

    static byte[] pdf(List<String> lines) {
        var text = lines.stream()
                .map(line -> line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
                .collect(Collectors.joining(") Tj 0 -20 Td (", "BT /F1 13 Tf 64 770 Td (", ") Tj ET"));
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        return file(objects).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String file(List<String> objects) {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new ArrayList<Integer>();
        for (var object : objects) {
            offsets.add(file.length());
            file.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        var table = file.length();
        file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> file.append("%010d 00000 n \n".formatted(offset)));
        file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\n");
        return file.append("startxref\n").append(table).append("\n%%EOF\n").toString();
    }
}
