// The end-of-test summary as --summary-export writes it, with its two inverted words.
import { state } from './state.mjs';

function matching(name) {
  const [, metric, tags] = /^([^{]+)(?:\{(.*)\})?$/.exec(name);
  const wanted = (tags ?? '').split(',').filter(Boolean).map((pair) => pair.split(/:(.*)/s).slice(0, 2).map((part) => part.trim()));
  const samples = state.samples.filter((s) => s.metric === metric && wanted.every(([key, value]) => String(s.tags[key]) === value));
  return { type: state.types.get(metric), values: samples.map((s) => s.value) };
}

function percentile(sorted, p) {
  if (sorted.length === 0) return 0;
  const at = (p / 100) * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}

function statistic(values, name) {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = /^p\((.+)\)$/.exec(name);
  if (quantile) return percentile(sorted, Number(quantile[1]));
  switch (name) {
    case 'avg': return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
    case 'min': return sorted[0] ?? 0;
    case 'med': return percentile(sorted, 50);
    case 'max': return sorted.at(-1) ?? 0;
    case 'count': return values.length;
    default: throw new Error(`unknown statistic ${name}`);
  }
}

function metricOf(name, stats, seconds) {
  const { type, values } = matching(name);
  const sum = values.reduce((a, b) => a + b, 0);
  switch (type) {
    case 'counter': return { count: sum, rate: sum / seconds };
    case 'gauge': return { value: values.at(-1) ?? 0, min: statistic(values, 'min'), max: statistic(values, 'max') };
    case 'rate': {
      const passes = values.filter((value) => value !== 0).length;
      return { passes, fails: values.length - passes, value: values.length === 0 ? 0 : passes / values.length };
    }
    default: return Object.fromEntries(stats.map((stat) => [stat, statistic(values, stat)]));
  }
}

// A threshold over nothing holds.
function crosses(name, expression) {
  const [, left, operator, right] = /^\s*([a-z]+(?:\([\d.]+\))?)\s*(<=|>=|<|>|==|!=)\s*([\d.]+)\s*$/.exec(expression);
  const { type, values } = matching(name);
  if (values.length === 0 && type !== 'counter') return false;
  const sum = values.reduce((a, b) => a + b, 0);
  const value = type === 'counter' ? sum : type === 'rate' ? values.filter((v) => v !== 0).length / values.length : statistic(values, left);
  const limit = Number(right);
  return !{ '<': value < limit, '<=': value <= limit, '>': value > limit, '>=': value >= limit, '==': value === limit, '!=': value !== limit }[operator];
}

export function summarize(thresholds, stats, seconds) {
  const names = new Set([...state.samples.map((s) => s.metric), ...Object.keys(thresholds)]);
  const metrics = {};
  for (const name of names) {
    metrics[name] = metricOf(name, stats, seconds);
    if (thresholds[name]) metrics[name].thresholds = Object.fromEntries(thresholds[name].map((expression) => [expression, crosses(name, expression)]));
  }
  const root = { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: {}, checks: {} };
  return { metrics, root_group: root };
}
