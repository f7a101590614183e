/**
 * What Pulumi's engine calls that a resource was created and then failed. Among what replaces a
 * resource, it has the next deployment make it anew, which otherwise does nothing about it and succeeds.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go applyReplaceOnChanges
 */
export const FAILED_CREATION = "#initerror";
