package io.lettergate.accounts;

/** The provider of an account says that we may use it no longer, so its person has to agree again. */
public record AgreementEnded(AccountId account) {}
