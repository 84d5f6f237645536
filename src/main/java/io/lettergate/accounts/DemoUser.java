package io.lettergate.accounts;

/** The account that a newcomer may sign in with; its password is no secret. */
public record DemoUser(String address, String password) {}
