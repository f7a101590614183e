import { UserError } from "../support/userError";

/** Makes of what AWS refuses an error of the user's: rights, credentials, a resource that is gone. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "CredentialsProviderError") {
    return new UserError(
      `There are no AWS credentials that work; sign in as for a deployment. ${error.message}`,
    );
  }
  // The errors of all services have it, of whatever client.
  if ("$fault" in error) return new UserError(`AWS answers ${error.name}: ${error.message}`);
  return error;
}
