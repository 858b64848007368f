import { spawn } from 'node:child_process'
import { environment } from './environment'

/** What the wrapper hands over for the sample agent: where it lies, its model, and the key its traces go in with. */
const sample = {
  directory: process.env.FABRIK_AGENT,
  model: process.env.FABRIK_LLM_URL,
  key: process.env.FABRIK_API_KEY,
}

/** Why the sample agent can't run here; empty when it can. */
export const agentMissing = Object.values(sample).every(Boolean) ? '' : 'set FABRIK_AGENT, FABRIK_LLM_URL and FABRIK_API_KEY to run the sample agent'

/** Starts the LangGraph.js sample, unmodified, with nothing but the standard OTEL_* variables; gives its exit code. */
export function ask(run: string, question: string): Promise<number | null> {
  const child = spawn('node', ['--import', './tracing.mjs', 'agent.mjs', question], {
    cwd: sample.directory,
    stdio: 'ignore',
    env: {
      ...process.env,
      OPENAI_BASE_URL: sample.model,
      OTEL_SERVICE_NAME: 'research-agent',
      OTEL_RESOURCE_ATTRIBUTES: `run_id=${run},agent=research-agent,deployment.environment.name=agent`,
      OTEL_EXPORTER_OTLP_ENDPOINT: environment.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${sample.key}`,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
}
