package dev.mskpipeline.tryout;

/** What a user can mend, in words for them. */
final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolException(String message) {
        super(message);
    }
}
