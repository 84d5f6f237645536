package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Takes a draft along when its writer chooses to write it from another of their accounts. */
@Component
class OtherAccount {

    private final Drafts drafts;
    private final Uploads uploads;
    private final Identities identities;
    private final Signatures signatures;

    OtherAccount(Drafts drafts, Uploads uploads, Identities identities, Signatures signatures) {
        this.signatures = signatures;
        this.drafts = drafts;
        this.uploads = uploads;
        this.identities = identities;
    }

    /** The draft is there with its files before it goes here; it still answers what it answered. */
    Draft move(Account from, Draft draft, Account to, String identity) {
        identities.require(to, identity);
        var content = draft.content();
        var ids = new ArrayList<String>();
        var html = content.html();
        for (var id : content.files()) {
            var here = uploads.require(from, id);
            var there = copied(here, to);
            ids.add(there.id());
            if (html != null && here.contentId() != null && there.contentId() != null) {
                html = html.replace("cid:" + here.contentId(), "cid:" + there.contentId());
            }
        }
        var moved = content.saying(content.subject(), content.text(), html)
                .with(ids)
                .from(identity)
                .about(null, content.inReplyTo(), content.references());
        var signed = signatures.fitting(to, from, moved);
        var saved = drafts.save(to, drafts.freshId(), 0, signed).draft();
        drafts.discard(from, draft.id());
        return saved;
    }

    private Upload copied(Upload here, Account to) {
        if (!here.isWhole()) {
            throw new MailFailure.MessageUnfit("the file “" + here.name() + "” is not here as a whole yet");
        }
        try (InputStream octets = uploads.open(here)) {
            return uploads.store(to, here.name(), here.type(), here.contentId() != null, octets);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
