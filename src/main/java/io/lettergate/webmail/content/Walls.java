package io.lettergate.webmail.content;

import io.lettergate.safehtml.SafeHtml;
import io.lettergate.safehtml.Showing;
import java.util.Map;

/**
 * The two walls between a letter and its reader. Each holds alone: tests beside this type take one away and look whether
 * the other does. No setting can, as nothing outside of this package sees it.
 */
interface Walls {

    /** The first: only what is on a list stays of a letter's HTML. */
    SafeHtml clean(String untrusted, Showing showing);

    /** The second: the headers of the frame's document, by name. */
    Map<String, String> fence(String pictures, String pages);
}
