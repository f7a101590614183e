/** The functions that programs in Pulumi's other languages may call. */
export { named } from "../connectors/connector";
