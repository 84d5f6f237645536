package io.lettergate.sending.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is sent for anybody, so that a stolen password does not make this machine a source of junk. 0 is no limit.
 *
 * @param account messages of one account in an hour
 * @param person messages of one person in an hour, by all accounts together
 * @param accountRecipients those who get the messages of one account in a day, each as often as they get one
 * @param personRecipients the same of one person, by all accounts together
 * @param ownNames whether a message that is handed in whole has to be From an identity of its account
 */
@ConfigurationProperties("lettergate.sending.limits")
record SendingLimits(
        @DefaultValue("200") int account,
        @DefaultValue("300") int person,
        @DefaultValue("2000") int accountRecipients,
        @DefaultValue("3000") int personRecipients,
        @DefaultValue("true") boolean ownNames) {

    SendingLimits {
        if (account < 0 || person < 0 || accountRecipients < 0 || personRecipients < 0) {
            throw new IllegalArgumentException("lettergate.sending.limits are 0 or more");
        }
    }
}
