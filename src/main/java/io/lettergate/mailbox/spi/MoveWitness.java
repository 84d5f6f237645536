package io.lettergate.mailbox.spi;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.util.List;

/** Is told how far a move has come that takes several steps, so that it can be finished after a crash. */
public interface MoveWitness {

    /** One that forgets at once, for a move that nobody will finish. */
    MoveWitness NONE = (messages, destination, uidNext) -> new Step() {
        @Override
        public void copied(List<MessageRef> arrived) {}

        @Override
        public void uncopied() {}

        @Override
        public void over() {}
    };

    /**
     * Messages of one mailbox are about to be copied.
     *
     * @param uidNext the lowest UID that a copy can get
     */
    Step begin(List<MessageRef> messages, MailboxName destination, long uidNext);

    /** How far it is. */
    interface Step {

        /** These are in both mailboxes now; what else was to be moved is not. */
        void copied(List<MessageRef> arrived);

        /** The copies are about to be taken back, as the originals have to stay. */
        void uncopied();

        /** They are in one mailbox only, be it moved or not. */
        void over();
    }
}
