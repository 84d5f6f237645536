package io.lettergate.webmail.accounts;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Glance;
import io.lettergate.mail.Protocol;
import io.lettergate.oauth.Providers;
import io.lettergate.webmail.Almanac;
import org.jspecify.annotations.Nullable;

/**
 * An account in the list of them.
 *
 * @param state the last part of a message key: IMAP, POP3, refused, needs, rests, failed, looking, held or next
 * @param next minutes until the next look; absent where there is none
 * @param problem why we cannot look just now, in a sentence; absent where all is well
 * @param provider at whom its person agreed that we use it; absent where it has a password
 * @param stored whether its password is there when nobody is signed in
 */
record AccountLine(
        String id,
        String address,
        Protocol protocol,
        String host,
        String state,
        @Nullable Long next,
        @Nullable String problem,
        Providers.@Nullable Button provider,
        boolean stored) {

    static AccountLine of(
            Account account,
            boolean held,
            @Nullable String refusal,
            boolean stored,
            Providers.@Nullable Button provider,
            @Nullable Glance glance,
            Almanac almanac) {
        var next = glance == null || glance.nextAt() == null ? null : almanac.minutesUntil(glance.nextAt());
        return new AccountLine(
                account.id().toString(),
                account.address(),
                account.protocol(),
                account.incoming().host(),
                refusal != null
                        ? "refused"
                        : held ? state(account, glance) : account.protocol() == Protocol.POP3 ? "rests" : "needs",
                next,
                refusal != null ? refusal : glance == null ? null : glance.problem(),
                provider,
                stored);
    }

    private static String state(Account account, @Nullable Glance glance) {
        if (glance == null) {
            return account.protocol().name();
        }
        if (glance.needsPassword()) {
            return "needs";
        }
        if (glance.looking()) {
            return "looking";
        }
        if (glance.problem() != null) {
            return "failed";
        }
        return glance.held() ? "held" : "next";
    }

    /** Whether only a new password helps. */
    public boolean needsPassword() {
        return state.equals("needs") || isRefused() || isResting();
    }

    /** Whether its server refused the password that is held here. */
    public boolean isRefused() {
        return state.equals("refused");
    }

    /** Whether its mail stays here, and no connection is made any more. */
    public boolean isResting() {
        return state.equals("rests");
    }

    /** Whether nothing keeps its mail from coming. */
    public boolean isFine() {
        return !needsPassword() && !state.equals("failed");
    }
}
