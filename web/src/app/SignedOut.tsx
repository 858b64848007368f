import { Command } from '../ui/Notice'

/** Nobody is signed in: how to get in. */
export function SignedOut() {
  return (
    <main className="lone">
      <div className="notice">
        <h1>Sign in to Fabrik</h1>
        <p>
          Open the one-time login link that <code>fabrik serve</code> printed when it started. It works once;
          a restart of the server prints a new one.
        </p>
        <Command text="fabrik serve" />
      </div>
    </main>
  )
}
