package io.lettergate.sending.spi;

import java.util.Locale;

/** How far a message is on its way to the server (RFC 5321 §3.3). */
public enum Phase {
    CONNECT,
    MAIL,
    RCPT,
    /** Its octets are on the way; without the dot behind them no server may deliver it. */
    DATA_STARTED,
    /** The dot may be on the way: only the server's answer tells whether it took the message. */
    DOT_SENT,
    ACCEPTED;

    /** The phase as the table spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
