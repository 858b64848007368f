// Module resolution as k6 has it: its own modules by name, and every file an ES module.
const modules = {
  k6: 'core', 'k6/http': 'http', 'k6/metrics': 'metrics', 'k6/execution': 'execution',
  'k6/net/grpc': 'nothing', 'k6/ws': 'nothing', 'k6/websockets': 'nothing', 'k6/browser': 'nothing',
};

export async function resolve(specifier, context, next) {
  return specifier in modules ? { url: new URL(`./${modules[specifier]}.mjs`, import.meta.url).href, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  return next(url, url.startsWith('file:') && url.endsWith('.js') ? { ...context, format: 'module' } : context);
}
