package io.lettergate.webmail.settings;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) to be drawn.
 *
 * @param size its width and height in modules, with the quiet zone around it
 * @param path the dark modules, as the path of an SVG
 */
public record QrPicture(int size, String path) {

    private static final int QUIET = 4;

    static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }
}
