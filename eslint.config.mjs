import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * The rooms, from the ground up, and whom each may import; types count too. `components` shows
 * others its face alone, index.ts. `index.ts` is the stack, which `plan` loads but never imports.
 */
const components = "components/index.ts";
const mayImport = {
  support: [],
  functions: [],
  archives: ["support"],
  connectors: ["archives", "support"],
  components: ["connectors", "archives", "support"],
  config: ["connectors/names.ts", "support"],
  outputs: [
    "config/pipelines.ts",
    "connectors/kafkaGrants.ts",
    "connectors/schemaGrants.ts",
    "support",
  ],
  deploy: ["connectors", "archives", "support"],
  pipelines: [components, "config", "connectors", "archives", "support"],
  "index.ts": ["pipelines", "outputs", components, "config", "connectors", "archives", "support"],
  plan: ["provider/schema.ts", "archives", "support"],
  local: ["plan", "connectors", "archives", "support", "functions/restartFailedTasks/decide.ts"],
  operate: ["local", "plan", "outputs/schema.ts", "deploy/steps", "connectors", "support"],
  gate: ["support"],
  create: ["support"],
  cli: ["create", "gate", "operate", "local", "plan", "support"],
  policy: [],
  provider: [components, "connectors", "archives", "support"],
  bootstrap: ["config/pipelines.ts", "support/partition.ts"],
  tools: [
    "policy",
    "plan",
    "provider/schema.ts",
    "outputs/schema.ts",
    "config",
    "archives",
    "support",
  ],
  examples: ["outputs"],
};

const zones = Object.entries(mayImport).map(([room, others]) => ({
  target: `./${room}`,
  from: ".",
  except: [room, ...others, "node_modules"].map((path) => `./${path}`),
  message: `${room} may import ${others.join(", ") || "no other room"}; eslint.config.mjs has the table`,
}));

export default tseslint.config(
  {
    ignores: [
      ...["node_modules/", "dist/", ".cache/", ".pipeline/", "plugins/", "**/*.mjs"],
      // It imports the package, which is not installed here; tests/repository/package.test.ts checks its types.
      "examples/own-pipeline/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    },
    languageOptions: {
      parserOptions: {
        // Named, they are read once for all files, in a fifth less time than a project service takes.
        project: ["tsconfig.json", "local/ui/browser/tsconfig.json", "tests/browser/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      // Of types alone it lets a circle pass; between rooms the table has none of these either.
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // Numbers are safe to print; everything else in a template must be a string already.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["error", { max: 250, skipBlankLines: false }],
    },
  },
  {
    files: ["tests/**/*.ts", "examples/**/*.test.ts"],
    rules: {
      // Pulumi resources are created for their effect.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);
