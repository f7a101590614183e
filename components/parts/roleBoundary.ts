/** What bounds a component's role. */
export interface RoleBoundary {
  /**
   * ARN of the IAM policy that names the most that the role may do, whatever its own policy says.
   * @default - its own policy alone says what it may do
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Returns the boundary as an input of a role. */
export function bounded({ permissionsBoundaryArn }: RoleBoundary): {
  permissionsBoundary?: string;
} {
  return permissionsBoundaryArn === undefined
    ? {}
    : { permissionsBoundary: permissionsBoundaryArn };
}
