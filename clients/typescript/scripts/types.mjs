// Makes src/generated/api.ts of the OpenAPI document; with --check it exits 1 where the file differs.

import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const made = new URL("../src/generated/api.ts", import.meta.url);
const nodes = await openapiTS(new URL("../../../gen/openapi.json", import.meta.url), {
  alphabetize: true,
  // TypeScript has no type for JSON that names itself in this form.
  transform: (_schema, { path }) =>
    path?.endsWith("/schemas/JsonValue") ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword) : undefined,
});
const text = `// Made from the OpenAPI document by \`make gen\`; do not edit.\n\n${astToString(nodes)}`;
if (process.argv.includes("--check")) {
  if (readFileSync(made, "utf8") !== text) {
    console.error("clients/typescript/src/generated/api.ts differs from gen/openapi.json: run `make gen`");
    process.exit(1);
  }
} else {
  writeFileSync(made, text);
}
