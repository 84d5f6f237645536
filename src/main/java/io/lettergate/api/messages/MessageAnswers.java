package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Message;
import io.lettergate.mail.PartNumber;
import io.lettergate.reading.Extra;
import io.lettergate.reading.Extras;
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
    record Wanted(Set<BodyAnswer.Form> forms, Set<Extra> extras) {

        private static final Choice<BodyAnswer.Form> FORMS = new Choice<>(BodyAnswer.Form.class);
        private static final Choice<Extra> EXTRAS = new Choice<>(Extra.class);

        /** Reads the two parameters. */
        static Wanted of(List<String> body, List<String> include) {
            return new Wanted(
                    InvalidRequest.parameter("body", () -> FORMS.of(body)),
                    InvalidRequest.parameter("include", () -> EXTRAS.of(include)));
        }
    }

    MessageAnswer of(Account owner, Message message, Wanted wanted) {
        var extras = reading.of(owner, message, wanted.extras());
        return answer(owner, message, wanted, extras, wishes.of(owner, message));
    }

    /** A message within another, which nobody signed and which wants nothing. */
    MessageAnswer within(Account owner, Message message, PartNumber number, Wanted wanted) {
        var extras = reading.within(owner, message, wanted.extras());
        return answer(owner, message, wanted, extras, WishesAnswer.NOTHING).within(number);
    }

    private MessageAnswer answer(Account owner, Message message, Wanted wanted, Extras extras, WishesAnswer asked) {
        var inner = wanted.extras().contains(Extra.MESSAGES) ? reading.inner(owner, message) : List.<Inner>of();
        return MessageAnswer.of(
                message,
                wanted.forms(),
                MessageAnswer.address(owner.id().toString(), message),
                copies.of(owner, message.summary().ref()),
                FoundAnswer.of(extras),
                asked,
                BroughtAnswer.of(extras, inner, wanted.extras()));
    }
}
