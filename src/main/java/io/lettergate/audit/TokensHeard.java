package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.Scope;
import io.lettergate.auth.tokens.AddressRange;
import io.lettergate.auth.tokens.Token;
import io.lettergate.auth.tokens.TokenChange;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what becomes of tokens. */
@Component
class TokensHeard {

    private final AuditLog log;
    private final Sparing sparing;

    TokensHeard(AuditLog log, Sparing sparing) {
        this.log = log;
        this.sparing = sparing;
    }

    @EventListener
    void changed(TokenChange change) {
        var token = change.token();
        switch (change) {
            case TokenChange.Made made -> log.write(described(note(AuditKind.TOKEN_MADE, token), token));
            case TokenChange.Revoked revoked -> log.write(note(AuditKind.TOKEN_REVOKED, token));
            case TokenChange.FirstUsed used -> write(note(AuditKind.TOKEN_FIRST_USED, token), token);
            case TokenChange.Refused refused -> {
                if (sparing.isNewAttempt(token.id(), String.valueOf(refused.client()))) {
                    var reason = refused.reason().name().toLowerCase(Locale.ROOT);
                    write(note(AuditKind.TOKEN_REFUSED, token).with("reason", reason), token);
                }
            }
        }
    }

    /** At that moment nobody is signed in yet, but it is known what they came with. */
    private void write(Note note, Token token) {
        var acting = Acting.of(null);
        log.write(note, new Acting(null, Means.TOKEN, token.name(), acting.client()), null);
    }

    private static Note note(AuditKind kind, Token token) {
        return Note.of(kind).by(token.owner()).with("token", token.name());
    }

    private static Note described(Note note, Token token) {
        var accounts = token.accounts();
        var said = note.with("scopes", token.scopes().stream().map(Scope::word).toList());
        var limited = accounts == null
                ? said
                : said.with(
                        "accounts", accounts.stream().map(AccountId::toString).toList());
        var from = token.addresses().isEmpty()
                ? limited
                : limited.with(
                        "addresses",
                        token.addresses().stream().map(AddressRange::text).toList());
        return token.expiresAt() == null
                ? from
                : from.with("expiresAt", token.expiresAt().toString());
    }
}
