package io.lettergate.webmail;

import org.jspecify.annotations.Nullable;

/**
 * What the forms of the page of folders send.
 *
 * @param act what to do
 * @param id the folder it is done with; absent for a new one
 * @param name a new name
 * @param parent the folder to stand below; empty at the top
 * @param role what it shall be for, or "none"
 * @param sure whether all that is in it may go too
 */
record FolderForm(
        @Nullable String act,
        @Nullable String id,
        @Nullable String name,
        @Nullable String parent,
        @Nullable String role,
        @Nullable Boolean sure) {

    String label() {
        return name == null ? "" : name;
    }
}
