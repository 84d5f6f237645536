package io.lettergate.webmail;

import org.jspecify.annotations.Nullable;

/** What the browser's tab says. */
final class PageTitle {

    private static final String PRODUCT = "Lettergate";

    private PageTitle() {}

    /** The open message, else the folder with its unread mail. */
    static String of(@Nullable Folder folder, @Nullable Letter letter) {
        if (letter != null && !letter.subject().isEmpty()) {
            return letter.subject() + " · " + PRODUCT;
        }
        if (folder == null) {
            return PRODUCT;
        }
        return (folder.unseen() > 0 ? "(" + folder.unseen() + ") " : "") + folder.name() + " · " + PRODUCT;
    }
}
