/** A piece of foreign text: as it is, or something that must not be shown as it is. */
export type TextPiece =
  | { type: 'text'; text: string }
  | { type: 'code_point'; code: number; name: string; count: number }
  | { type: 'redacted'; kind: string; hash: string }
  | { type: 'cut'; bytes: number; sha256: string }

// Controls, format and bidi characters, fillers, variation selectors, tags and lone surrogates: nothing a reader can see.
const special =
  /\[redacted:([a-z0-9_.-]{1,64}):([0-9a-f]{8})\]|…\[cut: (\d{1,15}) bytes, sha256:([0-9a-f]{8,64})\]|([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e0fff}])/gu

const names: Record<number, string> = {
  0: 'NUL',
  8: 'BS',
  13: 'CR',
  27: 'ESC',
  127: 'DEL',
  173: 'SHY',
  1564: 'ALM',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8232: 'LS',
  8233: 'PS',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
}

/** Splits foreign text into what can be shown, invisible characters by code point, redaction markers and cut markers. */
export function tokenizeText(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let plain = 0
  for (const match of text.matchAll(special)) {
    const [whole, kind, hash, bytes, sha256, character] = match
    if (character !== undefined && isOrdinary(character, text, match.index)) continue
    if (match.index > plain) pieces.push({ type: 'text', text: text.slice(plain, match.index) })
    plain = match.index + whole.length
    if (kind !== undefined) pieces.push({ type: 'redacted', kind, hash: hash! })
    else if (bytes !== undefined) pieces.push({ type: 'cut', bytes: Number(bytes), sha256: sha256! })
    else pushCodePoint(pieces, character!.codePointAt(0)!)
  }
  if (plain < text.length) pieces.push({ type: 'text', text: text.slice(plain) })
  return pieces
}

const beforeEmojiJoiner = /[\p{Extended_Pictographic}\p{Emoji_Modifier}0-9#*\ufe0f]/u
const scriptsWithJoiners = /[\p{scx=Arab}\p{scx=Deva}\p{scx=Beng}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Knda}]/u

/** Joiners and variation selectors belong to emoji; joiners also to scripts that need them; CR belongs to CR LF. */
function isOrdinary(character: string, text: string, at: number): boolean {
  const code = character.charCodeAt(0)
  if (code === 0x0d) return text.charCodeAt(at + 1) === 0x0a
  if (code !== 0xfe0e && code !== 0xfe0f && code !== 0x200d && code !== 0x200c) return false
  const before = characterBefore(text, at)
  if (code !== 0x200c && beforeEmojiJoiner.test(before)) return true
  return (code === 0x200c || code === 0x200d) && scriptsWithJoiners.test(before)
}

// The character is cut out here: a class of astral characters before `$` fails to match in some browsers' engines.
function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1)
  return text.slice(Math.max(0, at - (low >= 0xdc00 && low <= 0xdfff ? 2 : 1)), at)
}

function pushCodePoint(pieces: TextPiece[], code: number) {
  const last = pieces.at(-1)
  if (last?.type === 'code_point' && last.code === code) last.count++
  else pieces.push({ type: 'code_point', code, name: codePointName(code), count: 1 })
}

/** `U+202E RLO`, or `U+0007` where there is no common short name. */
function codePointName(code: number): string {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return names[code] ? `${hex} ${names[code]}` : hex
}
