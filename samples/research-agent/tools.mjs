import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { calculate } from "./calculator.mjs";

const get = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const body = await response.json();
  if (!response.ok) throw new Error(`HTTP ${response.status} from ${new URL(url).pathname}: ${body.error}`);
  return body;
};

export const tools = (world) => [
  tool(async ({ query }) => JSON.stringify((await get(`${world}/search?q=${encodeURIComponent(query)}`)).results), {
    name: "search",
    description: "Searches the library and returns the slugs and titles of the best pages.",
    schema: z.object({ query: z.string() }),
  }),
  tool(async ({ slug }) => (await get(`${world}/page/${encodeURIComponent(slug)}`)).text, {
    name: "fetch",
    description: "Returns the text of one page.",
    schema: z.object({ slug: z.string() }),
  }),
  tool(async ({ expression }) => String(calculate(expression)), {
    name: "calculator",
    description: "Evaluates arithmetic with + - * / ^ and parentheses.",
    schema: z.object({ expression: z.string() }),
  }),
];
