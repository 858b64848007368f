import { type APIRequestContext, expect } from '@playwright/test'

type Body = Record<string, unknown>

/** Records runs over the API with the browser's own session, as a program would with a key. */
export class Recorder {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly csrf: string,
  ) {}

  static async open(request: APIRequestContext): Promise<Recorder> {
    const session = await request.get('/v1/session')
    expect(session.status()).toBe(200)
    return new Recorder(request, (await session.json()).csrf_token)
  }

  declare(run: Body) {
    return this.post('/v1/runs', run)
  }

  async steps(runId: string, steps: Body[]) {
    for (let at = 0; at < steps.length; at += 1000)
      await this.post(`/v1/runs/${runId}/steps`, { steps: steps.slice(at, at + 1000) })
  }

  finish(runId: string, end: Body) {
    return this.post(`/v1/runs/${runId}:finish`, end)
  }

  verdict(report: Body) {
    return this.post('/v1/verdicts', { kind: 'laos.lint', report })
  }

  private async post(path: string, data: Body) {
    const answer = await this.request.post(path, { data, headers: { 'X-CSRF-Token': this.csrf } })
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
  }
}
