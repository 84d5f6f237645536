package io.lettergate.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be put into mailboxes, and how much mail is kept in memory.
 *
 * @param largestMessage that can be filed
 * @param openMessages the words of messages that were opened lately, all users together
 */
@ConfigurationProperties("lettergate.mailbox")
record MailboxSettings(
        @DefaultValue("100MB") DataSize largestMessage,
        @DefaultValue("32MB") DataSize openMessages) {}
