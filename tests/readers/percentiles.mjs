// An independent computation of what Fabrik reports: nearest-rank percentiles over raw spans.
//   node percentiles.mjs FILE    FILE: lines "START_NS END_NS"; prints {"p50": ms, …} of their durations
import { readFileSync } from 'node:fs'

const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => line.split(' ').map(BigInt))
const durations = lines.map(([start, end]) => end - start).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const perMille = { p50: 500n, p90: 900n, p95: 950n, p99: 990n, 'p99.9': 999n, p100: 1000n }
const rank = (share) => (BigInt(durations.length) * share + 999n) / 1000n
console.log(JSON.stringify(Object.fromEntries(Object.entries(perMille).map(([name, share]) => [name, Number(durations[Number(rank(share)) - 1]) / 1e6]))))
