import { memo } from 'react'
import { formatBytes } from '../format/number'
import { SecretChip } from './SecretChip'
import { type TextPiece, tokenizeText } from './tokenize'

/**
 * Text that somebody else wrote, as text: no HTML, no links, isolated from the direction of its surroundings, with what cannot be
 * seen shown as chips.
 */
export const ForeignText = memo(function ForeignText({ text }: { text: string }) {
  const pieces = tokenizeText(text)
  if (pieces.length === 1 && pieces[0]!.type === 'text') return <bdi>{text}</bdi>
  return (
    <bdi>
      {pieces.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </bdi>
  )
})

function Piece({ piece }: { piece: TextPiece }) {
  switch (piece.type) {
    case 'text':
      return piece.text
    case 'redacted':
      return <SecretChip kind={piece.kind} hash={piece.hash} />
    case 'cut':
      return (
        <span className="chip chip-cut" title={`sha256:${piece.sha256}`}>
          cut: {formatBytes(piece.bytes)}
        </span>
      )
    case 'code_point':
      return (
        <span className="chip chip-code" title="A character that cannot be seen">
          {piece.name}
          {piece.count > 1 ? ` ×${piece.count}` : ''}
        </span>
      )
  }
}
