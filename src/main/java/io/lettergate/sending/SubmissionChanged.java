package io.lettergate.sending;

/** A submission stands otherwise than before. */
public record SubmissionChanged(Submission submission) {}
