package io.lettergate.sending.spi;

import io.lettergate.sending.MailPath;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * A message to be handed in now.
 *
 * @param id what a server may call it when it reports about it (ENVID of RFC 3461)
 * @param to those who do not have it yet
 * @param size its octets, with CRLF at the end of each line, and none else
 * @param eightBit whether some of its octets have the eighth bit set
 * @param utf8Header whether some of these stand in its header (RFC 6532)
 * @param content its octets from the beginning, each time it is asked
 */
public record Letter(
        String id,
        MailPath from,
        List<MailPath> to,
        long size,
        boolean eightBit,
        boolean utf8Header,
        Supplier<InputStream> content) {

    public Letter {
        to = List.copyOf(to);
    }
}
