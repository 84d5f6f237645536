package io.lettergate.remote;

import java.nio.file.Path;

/**
 * A picture of the Web that lies here now.
 *
 * @param type what it is by its content, such as image/png
 */
public record WebPicture(Path file, String type, long size) {}
