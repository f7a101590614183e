// Imported for its effect. The AWS SDK announces on Node 20 that its versions of next year will need
// another Node: advice for us, not for those who deploy or run a pipeline.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
