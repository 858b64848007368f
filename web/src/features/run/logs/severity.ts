/** OpenTelemetry severity numbers (Logs data model, "SeverityNumber"), worst last. */
export const severities = [
  { from: 5, word: 'debug', tone: 'grey' },
  { from: 9, word: 'info', tone: 'grey' },
  { from: 13, word: 'warn', tone: 'amber' },
  { from: 17, word: 'error', tone: 'red' },
  { from: 21, word: 'fatal', tone: 'red' },
] as const

/** The word and colour of a severity number; below debug is trace. */
export function severityOf(number: number): { word: string; tone: string } {
  return (
    severities.findLast((severity) => number >= severity.from) ?? {
      word: number > 0 ? 'trace' : '–',
      tone: 'grey',
    }
  )
}
