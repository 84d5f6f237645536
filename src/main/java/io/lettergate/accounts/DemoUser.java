package io.lettergate.accounts;

/** Somebody with whose address and password everybody may look around. */
public record DemoUser(String address, String password) {}
