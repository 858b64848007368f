/** What the wrapper that starts the server hands over. */
export const environment = {
  /** Where the server listens, e.g. `http://127.0.0.1:7070`. */
  url: required('FABRIK_URL'),
  /** The token of the one-time login link; not needed while an earlier sign-in still holds. */
  loginToken: process.env.FABRIK_LOGIN_TOKEN ?? '',
  chromium: process.env.FABRIK_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}: these tests start nothing by themselves.`)
  return value
}
