/**
 * A fault that the user can fix: its message says what is wrong and what would be right, and is
 * shown without a stack trace.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}
