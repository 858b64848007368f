import type { components } from './schema'

type Schemas = components['schemas']

export type Run = Schemas['Run']
export type RunStatus = Run['status']
export type StepKind = Schemas['StepKind']
export type StepStatus = NonNullable<Schemas['StepStatus']>
/** A step's row. The schema shares the nullable status of inputs; an answer always has one. */
export type Step = Omit<Schemas['Step'], 'status' | 'payload'> & { status: StepStatus }
export type Usage = Run['usage']
export type Facets = Schemas['Facets']
export type FacetValue = Schemas['FacetValue']
export type Session = Schemas['Session']
export type Log = Schemas['Log']
export type Verdict = Schemas['Verdict']
export type VerdictStatus = Verdict['status']
export type Problem = Schemas['Problem']

/** A chat message of a step's payload, as the server normalises every dialect. */
export type Message = {
  role: string
  content?: unknown
  name?: string
  tool_calls?: { id?: string; name?: string; arguments?: unknown }[]
  tool_call_id?: string
}

/** What a step recorded beyond its row; every part may be absent. */
export type Payload = {
  input?: unknown
  output?: unknown
  messages?: Message[]
  tools?: unknown[]
  model_config?: Record<string, unknown>
  attributes?: Record<string, unknown>
  resource?: Record<string, unknown>
  scope?: { name?: string; version?: string }
  events?: { time?: string; name?: string; attributes?: Record<string, unknown> }[]
  links?: { trace_id?: string; span_id?: string; attributes?: Record<string, unknown> }[]
  error?: { type?: string; message?: string; stack?: string }
}

export type StepDetail = Step & { payload?: Payload | null }
