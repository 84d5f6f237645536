package io.lettergate.demo;

import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;

/** One message, ready to be put into a folder of one of the two mailboxes. */
record SampleMessage(String folder, Instant sentAt, Flags flags, MimeMessage content) {}
