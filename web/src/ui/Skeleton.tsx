/** Grey rows in the place of what loads. They appear after 150 ms, so that quick answers never flicker. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={`skeleton-row skeleton-${row % 4}`} />
      ))}
    </div>
  )
}
