package io.lettergate.mailbox;

/**
 * How much of a conversation one mailbox holds.
 *
 * @param unread how many of its messages are unread
 */
public record ConversationCount(int messages, int unread) {}
