import { useEffect } from 'react'
import { answerOf, api } from '../../api/client'
import { useSession } from '../../app/session'
import { setTheme, THEMES, useTheme } from '../../app/theme'
import { Copy } from '../../ui/Copy'
import { Command } from '../../ui/Notice'

/** Who is signed in, which projects there are, and how programs talk to this server. */
export function SettingsPage() {
  const session = useSession()
  const theme = useTheme()
  const origin = window.location.origin
  useEffect(() => {
    document.title = 'Settings · Fabrik'
  }, [])

  const logOut = async (csrfToken: string) => {
    await answerOf(api.POST('/v1/session:logout', { headers: { 'X-CSRF-Token': csrfToken } }))
    window.location.assign('/')
  }
  return (
    <div className="settings">
      <h1>Settings</h1>
      <section>
        <h2>Session</h2>
        <dl className="evidence-list">
          <div>
            <dt>Signed in as</dt>
            <dd>{session.user}</dd>
          </div>
          <div>
            <dt>Tenant</dt>
            <dd>
              {session.tenant.name} <code className="muted">{session.tenant.id}</code>
            </dd>
          </div>
          <div>
            <dt>Server</dt>
            <dd>
              Fabrik {session.version} at <code>{origin}</code>
            </dd>
          </div>
          <div>
            <dt>
              <label htmlFor="theme">Theme</label>
            </dt>
            <dd>
              <select
                id="theme"
                value={theme}
                onChange={(event) => setTheme(event.target.value as typeof theme)}
              >
                {THEMES.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </dd>
          </div>
        </dl>
        {session.csrf_token && (
          <button type="button" className="button" onClick={() => logOut(session.csrf_token!)}>
            Sign out
          </button>
        )}
      </section>
      <section>
        <h2>Projects</h2>
        <ul className="projects">
          {session.projects.map((project) => (
            <li key={project.id}>
              {project.name} <code className="muted">{project.id}</code>{' '}
              <Copy text={project.id} label={`Copy project id ${project.id}`} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Send traces</h2>
        <p>
          An API key belongs to one project; <code>fabrik serve</code> printed the first when it started. Any
          OpenTelemetry exporter sends here with:
        </p>
        <Command
          text={`export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}\nexport OTEL_EXPORTER_OTLP_HEADERS="x-api-key=YOUR_KEY"`}
        />
        <h2>Ask the API</h2>
        <p>Everything this page shows comes from the same API:</p>
        <Command text={`curl -H "Authorization: Bearer YOUR_KEY" ${origin}/v1/runs?limit=5`} />
        <p>
          Its description in OpenAPI 3.1 is at <a href="/v1/openapi.json">/v1/openapi.json</a>.
        </p>
      </section>
    </div>
  )
}
