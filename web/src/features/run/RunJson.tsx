import type { Run } from '../../api/types'
import { JsonView } from '../../jsonview/JsonView'
import { Copy } from '../../ui/Copy'
import { Icon } from '../../ui/Icon'

/** The run as the API gives it, and the way to all of it. */
export function RunJson({ run, project }: { run: Run; project: string | undefined }) {
  const query = project ? `?project=${encodeURIComponent(project)}` : ''
  return (
    <div className="run-json">
      <div className="toolbar">
        <Copy text={JSON.stringify(run, null, 2)} label="Copy JSON">
          Copy
        </Copy>
        <a
          className="button"
          href={`/v1/runs/${encodeURIComponent(run.run_id)}/export${query}`}
          download={`${run.run_id}.ndjson`}
        >
          <Icon name="download" /> Export with all steps (NDJSON)
        </a>
      </div>
      <JsonView value={run} />
    </div>
  )
}
