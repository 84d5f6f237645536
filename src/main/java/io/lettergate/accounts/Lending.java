package io.lettergate.accounts;

/** A password that a session has lent; closing it takes it back. */
public interface Lending extends AutoCloseable {

    @Override
    void close();
}
