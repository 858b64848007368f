import { type StatusLook, statusLooks } from './status'

/** A status as sign, word and colour. `compact` keeps the word for screen readers and the title only. */
export function Status({ status, compact = false }: { status: keyof typeof statusLooks; compact?: boolean }) {
  const look = statusLooks[status]
  return (
    <span className={`status tone-${look.tone}`} title={compact ? look.word : undefined}>
      <StatusSign look={look} />
      <span className={compact ? 'visually-hidden' : undefined}>{look.word}</span>
    </span>
  )
}

function StatusSign({ look }: { look: StatusLook }) {
  return (
    <svg
      className="sign"
      data-sign={look.sign}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <path d={look.draw} />
      {look.fill && <path d={look.fill} className="sign-fill" />}
    </svg>
  )
}
