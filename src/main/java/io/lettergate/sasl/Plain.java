package io.lettergate.sasl;

import java.nio.charset.StandardCharsets;

/** Name and password in one message (RFC 4616). */
record Plain(String userName, String password) implements Mechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public byte[] first() {
        return ("\0" + userName + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] answer(byte[] challenge) throws DistrustException {
        throw new DistrustException("it asks for more than PLAIN has", null);
    }

    @Override
    public String toString() {
        return name();
    }
}
