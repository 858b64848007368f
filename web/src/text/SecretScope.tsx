import { createContext, useContext, useState } from 'react'
import { SecretNumbers } from './secrets'

const Numbers = createContext<SecretNumbers>(new SecretNumbers())

/** Inside, equal secrets carry the same number. */
export function SecretScope({ children }: { children: React.ReactNode }) {
  const [numbers] = useState(() => new SecretNumbers())
  return <Numbers value={numbers}>{children}</Numbers>
}

export function useSecretNumbers(): SecretNumbers {
  return useContext(Numbers)
}
