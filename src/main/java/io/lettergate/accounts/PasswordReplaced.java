package io.lettergate.accounts;

/** Somebody gave an account a new password, and its mail server took it: the one before is good for nothing here. */
public record PasswordReplaced(AccountId account) {}
