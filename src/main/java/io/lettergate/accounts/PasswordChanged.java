package io.lettergate.accounts;

/** The mail server took a new password for an account, which is stored in place of the old one. */
public record PasswordChanged(AccountId account) {}
