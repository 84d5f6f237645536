package io.lettergate.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much mail is kept in memory.
 *
 * @param openMessages the words of messages that were opened lately, all users together
 */
@ConfigurationProperties("lettergate.mailbox")
record MailboxSettings(@DefaultValue("32MB") DataSize openMessages) {}
