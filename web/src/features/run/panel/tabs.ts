import type { Payload } from '../../../api/types'

export const PANEL_TABS = ['messages', 'input', 'output', 'json', 'evidence'] as const
export type PanelTab = (typeof PANEL_TABS)[number]

/** Whether a tab has anything to show for a payload. */
export function hasContent(tab: PanelTab, payload: Payload): boolean {
  switch (tab) {
    case 'messages':
      return (payload.messages?.length ?? 0) > 0
    case 'input':
      return payload.input !== undefined && payload.input !== null
    case 'output':
      return payload.output !== undefined && payload.output !== null
    default:
      return true
  }
}

/** The remembered tab, or, where it has nothing for this step, the first that has. */
export function tabFor(remembered: PanelTab, payload: Payload | null | undefined): PanelTab {
  if (!payload || hasContent(remembered, payload)) return remembered
  return PANEL_TABS.find((tab) => tab !== 'json' && hasContent(tab, payload)) ?? 'evidence'
}
