package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.identities.Identity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Keeps the signature that of whoever writes: where it is another's of the same person, it is exchanged. */
@Component
class Signatures {

    private static final String MARK = "-- \n";
    private static final String HTML_MARK = "-- <br>";

    private final Identities identities;

    Signatures(Identities identities) {
        this.identities = identities;
    }

    /** The same content, signed by the identity that it is from; what its writer changed in a signature stays. */
    DraftContent fitting(Account account, Account before, DraftContent content) {
        var chosen = identities.of(account).stream()
                .filter(one -> one.id().equals(content.identity()))
                .findFirst();
        if (chosen.isEmpty()) {
            return content;
        }
        var text = content.text();
        var html = content.html() == null ? null : MailHtml.written(content.html());
        for (var other : identities.of(before)) {
            if (!other.id().equals(chosen.get().id()) && !other.signature().isBlank()) {
                text = text.replace(signed(other), signed(chosen.get()));
                html = html == null ? null : html.replace(signedHtml(other), signedHtml(chosen.get()));
            }
        }
        return content.saying(content.subject(), text, html);
    }

    private static String signed(Identity identity) {
        var signature = identity.signature().strip();
        return signature.isEmpty() ? "" : MARK + signature;
    }

    private static String signedHtml(Identity identity) {
        var html = identity.signatureHtml();
        var signature = html != null
                ? html
                : HtmlUtils.htmlEscape(identity.signature().strip()).replace("\n", "<br>");
        return signature.isEmpty() ? "" : MailHtml.written(HTML_MARK + signature);
    }
}
