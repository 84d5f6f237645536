package io.lettergate.operations;

/** An operation is further than before, or over. */
public record OperationChanged(Operation operation) {}
