import { type RefObject, useState } from 'react'

type Range = { from: number; to: number }

/** Dragging over a box chooses a stretch of it; positions are shares of its width. A drag under four pixels is a click. */
export function useDragSelect(
  box: RefObject<HTMLElement | null>,
  {
    onSelect,
    onClick,
  }: { onSelect: (a: number, b: number) => void; onClick?: (at: number, event: PointerEvent) => void },
) {
  const [range, setRange] = useState<Range | null>(null)

  const onPointerDown = (event: React.PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect()
    if (!bounds || event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey) return
    const share = (x: number) => Math.min(1, Math.max(0, (x - bounds.left) / bounds.width))
    const startX = event.clientX
    const start = share(startX)
    let moved = false
    const move = (e: PointerEvent) => {
      if (!moved && Math.abs(e.clientX - startX) < 4) return
      moved = true
      const at = share(e.clientX)
      setRange({ from: Math.min(start, at), to: Math.max(start, at) })
    }
    const stop = (e: PointerEvent) => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', stop)
      window.removeEventListener('pointercancel', stop)
      setRange(null)
      if (e.type === 'pointercancel') return
      if (moved) onSelect(start, share(e.clientX))
      else onClick?.(start, e)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop)
    window.addEventListener('pointercancel', stop)
  }
  return { range, onPointerDown }
}
