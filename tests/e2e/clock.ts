const START = Date.UTC(2026, 10, 20, 9)

/** A moment of the recorded runs, in milliseconds after they began. */
export const at = (ms: number) => new Date(START + ms).toISOString()
