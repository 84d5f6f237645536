package io.lettergate.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be put into mailboxes.
 *
 * @param largestMessage that can be filed
 */
@ConfigurationProperties("lettergate.mailbox")
record MailboxSettings(@DefaultValue("100MB") DataSize largestMessage) {}
