import type { StepKind } from '../api/types'
import type { IconName } from './icons'

/** The icon and the words of every kind of step. */
export const kinds: Record<StepKind, { icon: IconName; word: string }> = {
  prompt: { icon: 'prompt', word: 'prompt' },
  model: { icon: 'model', word: 'model call' },
  tool: { icon: 'tool', word: 'tool call' },
  retrieval: { icon: 'retrieval', word: 'retrieval' },
  embedding: { icon: 'embedding', word: 'embedding' },
  agent: { icon: 'agent', word: 'agent' },
  chain: { icon: 'chain', word: 'chain' },
  policy_eval: { icon: 'policy', word: 'policy evaluation' },
  approval_request: { icon: 'clock', word: 'approval request' },
  approval_decision: { icon: 'approval', word: 'approval decision' },
  token_issued: { icon: 'token', word: 'token issued' },
  token_consumed: { icon: 'token', word: 'token consumed' },
  fault: { icon: 'fault', word: 'fault' },
  error: { icon: 'warning', word: 'error' },
  log: { icon: 'log', word: 'log' },
  custom: { icon: 'custom', word: 'custom step' },
  span: { icon: 'span', word: 'infrastructure span' },
}
