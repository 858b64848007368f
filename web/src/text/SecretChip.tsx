import { useSecretNumbers } from './SecretScope'
import { kindText, shortHash } from './secrets'

/** A secret that redaction replaced. Equal numbers are equal secrets; the secret itself is nowhere. */
export function SecretChip({ kind, hash, rule }: { kind: string; hash: string; rule?: string }) {
  const short = shortHash(hash)
  const number = useSecretNumbers().of(short)
  const title = `Redacted before it was stored${rule ? ` by ${rule}` : ''}. Same number, same secret (${short}).`
  return (
    <span className="chip chip-secret" title={title}>
      redacted: {kindText(kind)} · #{number}
    </span>
  )
}
