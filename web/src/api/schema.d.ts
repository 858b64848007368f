// Written by hand from docs/api.md in the shape openapi-typescript gives; `npm run api` replaces it.
export interface paths {
  '/v1/session': { get: { responses: { 200: { content: { 'application/json': components['schemas']['Session'] } } } } }
  '/v1/session:logout': { post: { parameters: { header: { 'X-CSRF-Token': string } }; responses: { 204: { content?: never } } } }
  '/v1/facets': {
    get: { parameters: { query?: { project?: string } }; responses: { 200: { content: { 'application/json': components['schemas']['Facets'] } } } }
  }
  '/v1/runs': {
    get: {
      parameters: {
        query?: {
          project?: string
          since?: string
          until?: string
          status?: components['schemas']['RunStatus'][]
          tool?: string
          model?: string
          service?: string
          agent?: string
          env?: string
          release?: string
          session_id?: string
          tag?: string[]
          limit?: number
          cursor?: string
        }
      }
      responses: { 200: { content: { 'application/json': components['schemas']['RunPage'] } } }
    }
  }
  '/v1/runs/{run_id}': {
    get: {
      parameters: { path: { run_id: string }; query?: { project?: string } }
      responses: { 200: { content: { 'application/json': components['schemas']['Run'] } } }
    }
  }
  '/v1/runs/{run_id}/steps': {
    get: {
      parameters: { path: { run_id: string }; query?: { project?: string; after?: number; limit?: number; spans?: boolean } }
      responses: { 200: { content: { 'application/json': components['schemas']['StepPage'] } } }
    }
  }
  '/v1/runs/{run_id}/steps/{step_id}': {
    get: {
      parameters: { path: { run_id: string; step_id: string }; query?: { project?: string } }
      responses: { 200: { content: { 'application/json': components['schemas']['StepDetail'] } } }
    }
  }
  '/v1/runs/{run_id}/logs': {
    get: {
      parameters: { path: { run_id: string }; query?: { project?: string; contains?: string; min_severity?: number; limit?: number } }
      responses: { 200: { content: { 'application/json': components['schemas']['LogPage'] } } }
    }
  }
}

export interface components {
  schemas: {
    Session: {
      user: string
      tenant: components['schemas']['NamedId']
      projects: components['schemas']['NamedId'][]
      csrf_token: string
      version: string
    }
    NamedId: { id: string; name: string }
    FacetValue: { value: string; runs: number }
    Facets: {
      models: components['schemas']['FacetValue'][]
      tools: components['schemas']['FacetValue'][]
      services: components['schemas']['FacetValue'][]
      agents: components['schemas']['FacetValue'][]
      envs: components['schemas']['FacetValue'][]
      tags: components['schemas']['FacetValue'][]
    }
    RunStatus: 'running' | 'ok' | 'failed' | 'interrupted' | 'cancelled'
    StepStatus: 'running' | 'ok' | 'error' | 'interrupted' | 'blocked' | 'rejected' | 'expired' | 'ambiguous' | 'cancelled'
    StepKind:
      | 'prompt'
      | 'model'
      | 'tool'
      | 'retrieval'
      | 'embedding'
      | 'agent'
      | 'chain'
      | 'policy_eval'
      | 'approval_request'
      | 'approval_decision'
      | 'token_issued'
      | 'token_consumed'
      | 'fault'
      | 'error'
      | 'log'
      | 'custom'
      | 'span'
    Usage: { input: number; cache_read: number; cache_write: number; output: number; reasoning: number }
    ErrorInfo: { type: string; message: string }
    Cost: {
      computed_usd: string | null
      unknown_reason: string | null
      price_version: string | null
      reported_usd: string | null
    }
    Run: {
      run_id: string
      project: string
      status: components['schemas']['RunStatus']
      name: string | null
      service: string | null
      agent: string | null
      agent_version: string | null
      env: string | null
      release: string | null
      session_id: string | null
      tags: { [key: string]: string }
      started_at: string
      ended_at: string | null
      last_seen_at: string | null
      duration_ms: number | null
      error: components['schemas']['ErrorInfo'] | null
      steps: number
      spans: number
      model_calls: number
      tool_calls: number
      errors: number
      late_steps: number
      redactions: number
      usage: components['schemas']['Usage']
      cost_usd: string
      unpriced_calls: number
      models: string[]
      tools: string[]
      revision: number
    }
    RunPage: { runs: components['schemas']['Run'][]; next_cursor: string | null }
    Step: {
      sequence: number
      step_id: string
      parent_id: string | null
      kind: components['schemas']['StepKind']
      name: string
      status: components['schemas']['StepStatus']
      started_at: string
      ended_at: string | null
      duration_ms: number | null
      late: boolean
      service: string | null
      agent: string | null
      env: string | null
      model: string | null
      request_model: string | null
      provider: string | null
      tool: string | null
      tool_call_id: string | null
      usage: components['schemas']['Usage'] | null
      cost: components['schemas']['Cost'] | null
      error: components['schemas']['ErrorInfo'] | null
      input_preview: string | null
      output_preview: string | null
      trace_id: string | null
      span_kind: string | null
      route: string | null
      db_system: string | null
      http_status: number | null
      provenance: string
      redactions: number
      truncated: boolean
    }
    StepDetail: components['schemas']['Step'] & { payload: { [key: string]: unknown } | null }
    StepPage: { steps: components['schemas']['Step'][]; next_after: number | null }
    Log: {
      time: string
      severity_number: number
      severity_text: string | null
      event_name: string | null
      body: string | null
      service: string | null
      trace_id: string | null
      span_id: string | null
      attributes: { [key: string]: unknown } | null
    }
    LogPage: { logs: components['schemas']['Log'][]; total: number; errors: number }
    Problem: {
      type: string
      title: string
      status: number
      detail: string | null
      request_id: string | null
      errors?: { path: string; message: string }[]
    }
  }
}
