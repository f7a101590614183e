package dev.mskpipeline.deadletters;

/** Why the tool cannot do what it was asked to, as its user is told. */
final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolException(String message) {
        super(message);
    }
}
