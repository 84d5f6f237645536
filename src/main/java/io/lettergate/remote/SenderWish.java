package io.lettergate.remote;

/**
 * What somebody wants of one sender's letters.
 *
 * @param sender the address, in lower case
 * @param pictures whether those in the Web are fetched without asking
 * @param ownColours whether the letters keep their colours on a dark screen
 */
public record SenderWish(String sender, boolean pictures, boolean ownColours) {

    static SenderWish none(String sender) {
        return new SenderWish(sender, false, false);
    }

    public SenderWish withPictures(boolean wanted) {
        return new SenderWish(sender, wanted, ownColours);
    }

    public SenderWish withOwnColours(boolean wanted) {
        return new SenderWish(sender, pictures, wanted);
    }

    boolean isNothing() {
        return !pictures && !ownColours;
    }
}
