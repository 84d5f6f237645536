package io.lettergate.sending;

/**
 * Somebody had a message sent just now.
 *
 * @param isAgain whether it was in the outbox before
 */
public record SubmissionTaken(Submission submission, boolean isAgain) {}
