import { useStored } from '../../../ui/useStored'

const MIN = 320
const MAX = 1200

/** The remembered width of the side panel, and the handle that changes it by pointer and by arrow keys. */
export function usePanelWidth() {
  const [width, setWidth] = useStored('panel.width', 480, (value) =>
    typeof value === 'number' ? clamp(value) : undefined,
  )

  const onPointerDown = (event: React.PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const right = event.currentTarget.parentElement!.getBoundingClientRect().right
    const move = (e: PointerEvent) => setWidth(clamp(right - e.clientX))
    const stop = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', stop)
      window.removeEventListener('pointercancel', stop)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop)
    window.addEventListener('pointercancel', stop)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? 32 : event.key === 'ArrowRight' ? -32 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    setWidth(clamp(width + step))
  }
  const handle = {
    role: 'separator',
    tabIndex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the panel',
    'aria-valuenow': width,
    'aria-valuemin': MIN,
    'aria-valuemax': MAX,
    onPointerDown,
    onKeyDown,
  } as const
  return { width, handle }
}

function clamp(width: number): number {
  return Math.min(MAX, Math.max(MIN, Math.round(width)))
}
