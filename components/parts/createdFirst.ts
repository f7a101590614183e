/**
 * Option of a resource whose name holds its content's hash: the new one is made before the old one
 * and its users go. Left unset, a resource with a name of its own is deleted before it is replaced,
 * and a running connector with it, even when the new one is then refused.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/schema.go nameRequiresDeleteBeforeReplace
 */
export const createdFirst = { deleteBeforeReplace: false } as const;
