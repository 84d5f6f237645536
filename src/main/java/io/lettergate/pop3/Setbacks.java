package io.lettergate.pop3;

import io.lettergate.collecting.Setback;
import io.lettergate.mail.MailFailure;

/** What a failure means for the next look. */
final class Setbacks {

    private Setbacks() {}

    /** A password that was refused is never tried again; everything that may pass is. */
    static Setback of(MailFailure failure) {
        return switch (failure) {
            case MailFailure.SignInRefused refused -> Setback.PASSWORD;
            case MailFailure.SignInNeeded needed -> Setback.PASSWORD;
            case MailFailure.SignInUnsupported unsupported -> Setback.LASTING;
            case MailFailure.PolicyRefused refused -> Setback.LASTING;
            case MailFailure.TlsFailed failed -> Setback.LASTING;
            case MailFailure.MaildropClosed closed -> Setback.LASTING;
            case MailFailure.DomainUnknown unknown -> Setback.LASTING;
            case MailFailure.NoRoom full -> Setback.STORAGE;
            case MailFailure.QuotaExceeded full -> Setback.STORAGE;
            case MailFailure other -> Setback.PASSING;
        };
    }
}
