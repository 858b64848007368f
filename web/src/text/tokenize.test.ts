import { describe, expect, it } from 'vitest'
import { tokenizeText } from './tokenize'

const shown = (text: string) =>
  tokenizeText(text).map((piece) =>
    piece.type === 'text'
      ? piece.text
      : piece.type === 'code_point'
        ? `<${piece.name}×${piece.count}>`
        : piece,
  )

describe('foreign text', () => {
  it('passes plain text in any script through', () => {
    for (const text of ['plain\n\ttext', 'שלום', 'مرحبا', '漢字', 'naïve'])
      expect(shown(text)).toEqual([text])
  })

  it('shows bidi overrides by code point', () =>
    expect(shown('a\u202egnp.exe')).toEqual(['a', '<U+202E RLO×1>', 'gnp.exe']))

  it('shows zero-width characters once with their count', () =>
    expect(shown('a\u200b\u200b\u200bb')).toEqual(['a', '<U+200B ZWSP×3>', 'b']))

  it('shows controls and lone surrogates', () =>
    expect(shown('\u0000\u0007\ud800!')).toEqual(['<U+0000 NUL×1>', '<U+0007×1>', '<U+D800×1>', '!']))

  it('leaves emoji sequences whole', () => {
    for (const text of ['👨‍👩‍👧', '❤️', '1️⃣', '👍🏽', 'עולם 👨‍👩‍👧 a']) expect(shown(text)).toEqual([text])
  })

  it('leaves the joiners of scripts that need them, and shows them elsewhere', () => {
    expect(shown('می‌خواهم')).toEqual(['می‌خواهم'])
    expect(shown('pay\u200cpal')).toEqual(['pay', '<U+200C ZWNJ×1>', 'pal'])
  })

  it('takes CR LF as a line end and shows a lone CR', () => {
    expect(shown('a\r\nb')).toEqual(['a\r\nb'])
    expect(shown('a\rb')).toEqual(['a', '<U+000D CR×1>', 'b'])
  })

  it('finds redaction markers', () =>
    expect(shown('key [redacted:api_key:0a1b2c3d].')).toEqual([
      'key ',
      { type: 'redacted', kind: 'api_key', hash: '0a1b2c3d' },
      '.',
    ]))

  it('finds the marker of a cut', () =>
    expect(shown('abc…[cut: 1048576 bytes, sha256:0011223344556677]')).toEqual([
      'abc',
      { type: 'cut', bytes: 1048576, sha256: '0011223344556677' },
    ]))

  it('leaves what only looks like a marker alone', () =>
    expect(shown('[redacted:api_key:xyz] …[cut: many bytes]')).toEqual([
      '[redacted:api_key:xyz] …[cut: many bytes]',
    ]))
})
