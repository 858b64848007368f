// Talks to a model server at BASE as its users' programs would and prints one JSON object of what came back.
import OpenAI from 'openai';
import { Ollama } from 'ollama';

const base = process.argv[2];
const openai = new OpenAI({ baseURL: `${base}/v1`, apiKey: 'none', maxRetries: 0 });
const ollama = new Ollama({ host: base });
const ask = (content) => [{ role: 'user', content }];
const tools = [{ type: 'function', function: { name: 'search', description: 'looks up', parameters: { type: 'object', properties: {} } } }];

const failure = async (promise) => {
  try {
    await promise;
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status ?? error.status_code, message: error.message };
  }
};

const whole = await openai.chat.completions.create({ model: 'small', messages: ask('hello') });
const stream = await openai.chat.completions.create({ model: 'small', messages: ask('hello'), stream: true, stream_options: { include_usage: true } });
let streamed = '';
let usage = null;
for await (const chunk of stream) {
  streamed += chunk.choices[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}

const called = await openai.chat.completions.create({ model: 'small', messages: ask('tools'), tools });
const gathered = await openai.chat.completions.stream({ model: 'small', messages: ask('tools'), tools }).finalChatCompletion();
const models = [];
for await (const model of openai.models.list()) models.push(model.id);

const chat = await ollama.chat({ model: 'small', messages: ask('hello') });
let lines = '';
for await (const part of await ollama.chat({ model: 'small', messages: ask('hello'), stream: true })) lines += part.message.content;
const generated = await ollama.generate({ model: 'small', prompt: 'hello' });
const ollamaCalled = await ollama.chat({ model: 'small', messages: ask('tools'), tools });

console.log(JSON.stringify({
  openai: {
    whole: whole.choices[0].message.content,
    streamed,
    usage: usage?.total_tokens === whole.usage.total_tokens,
    calls: called.choices[0].message.tool_calls.map((c) => c.function.name),
    gathered: gathered.choices[0].message.tool_calls.map((c) => [c.id, c.function.name, c.function.arguments]),
    whole_calls: called.choices[0].message.tool_calls.map((c) => [c.id, c.function.name, c.function.arguments]),
    models,
    unknown: await failure(openai.chat.completions.create({ model: 'nope', messages: ask('hello') })),
    broken: await failure(openai.chat.completions.create({ model: 'small', messages: ask('break') })),
  },
  ollama: {
    whole: chat.message.content,
    streamed: lines,
    generated: generated.response,
    calls: ollamaCalled.message.tool_calls.map((c) => c.function.name),
    models: (await ollama.list()).models.map((m) => m.name),
    running: (await ollama.ps()).models.length,
    unknown: await failure(ollama.chat({ model: 'nope', messages: ask('hello') })),
    broken: await failure(ollama.chat({ model: 'small', messages: ask('break') })),
  },
}));
