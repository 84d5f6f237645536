package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Message;
import io.lettergate.reading.Extra;
import io.lettergate.reading.Inner;
import io.lettergate.reading.Reading;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows messages with what they bring, and fetches no more of them than the caller asks for. */
@Component
class MessageAnswers {

    private final Reading reading;
    private final Wishes wishes;
    private final ServerCopies copies;

    MessageAnswers(Reading reading, Wishes wishes, ServerCopies copies) {
        this.reading = reading;
        this.wishes = wishes;
        this.copies = copies;
    }

    /**
     * What a caller asks for.
     *
     * @param forms in which the words are answered
     * @param extras what may have to be fetched
     */
    record Wanted(Set<BodyAnswer.Form> forms, Set<Extra> extras) {}

    MessageAnswer of(Account owner, Message message, Wanted wanted) {
        var extras = reading.of(owner, message, wanted.extras());
        var inner = wanted.extras().contains(Extra.MESSAGES) ? reading.inner(owner, message) : List.<Inner>of();
        return MessageAnswer.of(
                message,
                wanted.forms(),
                MessageAnswer.address(owner.id().toString(), message),
                copies.of(owner, message.summary().ref()),
                FoundAnswer.of(extras),
                wishes.of(owner, message),
                BroughtAnswer.of(extras, inner, wanted.extras()));
    }
}
