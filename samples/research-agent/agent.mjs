// A research agent in LangGraph.js: a model that may search, fetch and calculate until it can answer.
// Usage: npm start -- "question"    OPENAI_BASE_URL, OPENAI_API_KEY and MODEL say which model; WORLD_URL names the library.
import { END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { tools } from "./tools.mjs";
import { flush } from "./tracing.mjs";
import { serve } from "./world.mjs";

const question = process.argv.slice(2).join(" ");
if (!question) {
  console.error('usage: npm start -- "question"');
  process.exit(2);
}

const world = process.env.WORLD_URL ? { url: process.env.WORLD_URL, close: () => {} } : await serve(0);
const available = tools(world.url);
const model = new ChatOpenAI({
  model: process.env.MODEL ?? "fabrik-demo-small",
  apiKey: process.env.OPENAI_API_KEY ?? "none",
  configuration: { baseURL: process.env.OPENAI_BASE_URL ?? "http://127.0.0.1:7071/v1" },
  temperature: 0,
  maxRetries: 0,
  streamUsage: true,
}).bindTools(available);

// Streamed, so that the time to the first token is real.
async function think({ messages }) {
  let answer;
  for await (const piece of await model.stream(messages)) answer = answer ? answer.concat(piece) : piece;
  return { messages: [answer] };
}

const graph = new StateGraph(MessagesAnnotation)
  .addNode("think", think)
  // A tool that breaks ends the run: what broke should be seen, not talked around.
  .addNode("act", new ToolNode(available, { handleToolErrors: false }))
  .addEdge(START, "think")
  .addConditionalEdges("think", ({ messages }) => (messages.at(-1).tool_calls?.length ? "act" : END), ["act", END])
  .addEdge("act", "think")
  .compile({ name: "research-agent" });

try {
  const { messages } = await graph.invoke(
    {
      messages: [
        { role: "system", content: "You answer from the library. Search first, fetch what you need, calculate rather than guess." },
        { role: "user", content: question },
      ],
    },
    { recursionLimit: 25, runName: "research-agent", tags: ["sample"], metadata: { session_id: process.env.SESSION_ID } },
  );
  console.log(messages.at(-1).content);
} catch (error) {
  console.error(`the agent failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  world.close();
  await flush();
}
