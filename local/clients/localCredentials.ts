/** Credentials for what stands in for AWS here, which takes any, but none without. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" } as const;
