import { useState } from 'react'
import { formatExact } from '../format/number'
import { ForeignText } from './ForeignText'

const FIRST = 4000
const MORE = 50_000

/** Foreign text of any length: a first part, and more on demand, so that a megabyte never stalls the page. */
export function LongText({ text, first = FIRST }: { text: string; first?: number }) {
  const [shown, setShown] = useState(first)
  if (text.length <= shown) return <ForeignText text={text} />
  const end = wholeCharacters(text, shown)
  const left = text.length - end
  return (
    <>
      <ForeignText text={text.slice(0, end)} />
      <button type="button" className="more" onClick={() => setShown(shown + MORE)}>
        … {left > MORE ? `${formatExact(MORE)} more of ${formatExact(left)}` : `${formatExact(left)} more`}{' '}
        characters
      </button>
    </>
  )
}

/** A cut never splits a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end
}
