// Starts `fabrik mcp` and asks it: node talk.mjs PROGRAM FOLDER RUN. Prints what it found as JSON; the SDK checks results against the schemas.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [command, cwd, run] = process.argv.slice(2);
const client = new Client({ name: "fabrik-mcp-js", version: "0.0.0" });
const options = { timeout: 120_000 };
await client.connect(new StdioClientTransport({ command, args: ["mcp"], cwd }), options);

const { tools } = await client.listTools(undefined, options);
const outcomes = [];
for (const [name, args] of [
  ["laos_lint", { run }],
  ["runs_get", { run }],
  ["laos_lint", { run: "nobody-1" }],
  ["laos_run", { url: "http://192.0.2.1/" }],
]) {
  const result = await client.callTool({ name, arguments: args }, undefined, options);
  if (JSON.stringify(JSON.parse(result.content[0].text)) !== JSON.stringify(result.structuredContent)) throw new Error(`${name}: text and structure differ`);
  outcomes.push(result.structuredContent.outcome);
}

await client.close();
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name), outcomes }));
