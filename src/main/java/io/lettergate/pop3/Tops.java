package io.lettergate.pop3;

/** Takes the beginnings of messages, one after the other. */
interface Tops {

    void came(int number, byte[] octets);

    /** The server does not give it; the others come all the same. */
    void refused(int number, Reply reply);
}
