#!/usr/bin/env node
// A double of k6 2.2: runs a script for real against a real server, one virtual user, and ends as k6 does: the same summary, the same exit codes.
// The shapes are those of k6's own output; where the real binary is at hand the same tests run against it.
import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { add, state } from './k6/state.mjs';
import { summarize } from './k6/summary.mjs';

const withValue = new Set(['-e', '--env', '--tag', '--summary-export', '--summary-trend-stats', '-o', '--out', '-u', '--vus', '-i', '--iterations', '-d', '--duration', '--user-agent']);
const [verb, ...words] = process.argv.slice(2);
if (verb === 'version') {
  console.log('k6 v2.2.0 (double, node, linux/amd64)');
  process.exit(0);
}

const flags = [];
let script;
for (let i = 0; i < words.length; i++) {
  const [name, inline] = words[i].startsWith('--') ? words[i].split(/=(.*)/s) : [words[i]];
  if (withValue.has(name)) flags.push([name, inline ?? words[++i]]);
  else if (name.startsWith('-')) flags.push([name, true]);
  else script = name;
}
const flag = (...names) => flags.findLast(([name]) => names.includes(name))?.[1];
const pairs = (...names) => Object.fromEntries(flags.filter(([name]) => names.includes(name)).map(([, pair]) => pair.split(/=(.*)/s).slice(0, 2)));
const log = (message, more = '') => console.error(`time="2026-11-25T01:00:00Z" level=error msg=${JSON.stringify(message)}${more}`);

if (!existsSync(script)) {
  log(`The moduleSpecifier ${JSON.stringify(script)} couldn't be found on local disk.`);
  process.exit(255);
}

register('./k6/hooks.mjs', import.meta.url);
globalThis.__ENV = { ...process.env, ...pairs('-e', '--env') };
globalThis.__VU = 0;
globalThis.__ITER = 0;
// A path is relative to the module that opens it.
globalThis.open = (path) => {
  const caller = /file:\/\/(?!.*load-js)[^\s:)]+/.exec(new Error().stack.split('\n').slice(2).join('\n'))?.[0];
  return readFileSync(resolve(dirname(caller ? fileURLToPath(caller) : script), path), 'utf8');
};
state.userAgent = flag('--user-agent');

async function evaluate() {
  const text = readFileSync(script, 'utf8');
  if (/^\s*(import|export)\b/m.test(text)) return import(pathToFileURL(resolve(script)).href);
  const known = { 'k6/http': await import('k6/http'), k6: await import('k6') };
  const module = { exports: {} };
  new Function('require', 'module', 'exports', text)((name) => known[name], module, module.exports);
  return module.exports;
}

let exported;
try {
  exported = await evaluate();
} catch (error) {
  log(`${error}`, ' hint="script exception"');
  process.exit(107);
}

const options = exported.options ?? {};
const cliTags = pairs('--tag');
state.tags = Object.keys(cliTags).length > 0 ? cliTags : (options.tags ?? {});
const thresholds = Object.fromEntries(Object.entries(options.thresholds ?? {}).map(([name, list]) => [name, [list].flat().map((t) => t.threshold ?? t)]));
const unknown = Object.keys(thresholds).find((name) => !state.types.has(name.split('{')[0]));
const scenarios = options.scenarios ?? { default: { exec: 'default', iterations: Number(flag('-i', '--iterations') ?? options.iterations ?? 1), duration: flag('-d', '--duration') ?? options.duration } };
const absent = Object.values(scenarios).find((s) => typeof exported[s.exec ?? 'default'] !== 'function');
if (unknown || absent) {
  log(unknown ? `invalid threshold defined on ${unknown}; reason: no metric name "${unknown}" found` : `function '${absent.exec ?? 'default'}' not found in exports`);
  process.exit(104);
}

const out = flag('-o', '--out');
if (out) state.out = ({ metric, value, tags }) => console.log(JSON.stringify({ metric, type: 'Point', data: { time: new Date().toISOString(), value, tags } }));

let interrupted = false;
process.on('SIGINT', () => {
  if (interrupted) process.exit(105);
  interrupted = true;
});

const started = Date.now();
const breathe = () => new Promise((done) => setImmediate(done));
let code = 0;
let data;
state.init = false;
try {
  data = exported.setup?.();
  console.log('running (0m00.0s), 1/1 VUs, 0 complete and 0 interrupted iterations');
} catch (error) {
  log(`${error}`, ' hint="script exception"');
  code = 107;
}

globalThis.__VU = 1;
for (const [name, scenario] of Object.entries(scenarios)) {
  state.scenario = name;
  const until = scenario.duration ? started + Number.parseFloat(scenario.duration) * 1000 : 0;
  for (let i = 0; code === 0 && !interrupted && state.abort === null && (until ? Date.now() < until : i < (scenario.iterations ?? 1)); i++) {
    globalThis.__ITER = i;
    const began = Date.now();
    try {
      await exported[scenario.exec ?? 'default'](data);
    } catch (error) {
      if (state.abort === null) log(`${error}\n\tat default (file://${script})\n`, ' executor=shared-iterations scenario=default source=stacktrace');
    }
    add('iterations', 1);
    add('iteration_duration', Date.now() - began);
    await breathe();
  }
}
state.scenario = '';
if (code === 0) exported.teardown?.(data);

const stats = (flag('--summary-trend-stats') ?? 'avg,min,med,max,p(90),p(95)').split(',');
const summary = summarize(thresholds, stats, Math.max(0.001, (Date.now() - started) / 1000));
if (flag('--summary-export')) writeFileSync(flag('--summary-export'), JSON.stringify(summary, null, 4));
for (const [file, text] of Object.entries(exported.handleSummary?.(summary) ?? {})) {
  if (file === 'stdout') process.stdout.write(text);
  else writeFileSync(file, text);
}
const crossed = Object.values(summary.metrics).some((metric) => Object.values(metric.thresholds ?? {}).includes(true));
if (crossed) log('thresholds on metrics have been crossed');
if (code === 0) code = interrupted ? 105 : state.abort !== null ? 108 : crossed ? 99 : state.failed ? 110 : 0;
process.exit(code);
