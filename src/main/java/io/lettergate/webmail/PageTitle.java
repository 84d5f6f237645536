package io.lettergate.webmail;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the browser's tab says. */
@Component("pageTitle")
class PageTitle {

    private static final String PRODUCT = "Lettergate";

    /** The open message, else the folder with its unread mail. */
    public String of(@Nullable Folder folder, @Nullable Letter letter) {
        if (letter != null) {
            return (letter.subject().isEmpty() ? PRODUCT : letter.subject() + " · " + PRODUCT);
        }
        if (folder == null) {
            return PRODUCT;
        }
        var unseen = folder.unseen() > 0 ? "(" + folder.unseen() + ") " : "";
        return unseen + folder.name() + " · " + PRODUCT;
    }
}
