import { useState } from 'react'

/**
 * The last value that was there, while the next one is on its way: what one reads
 * stays in sight until it is replaced.
 */
export function useKept<T>(value: T, ready: boolean): T {
  const [kept, setKept] = useState(value)
  // Deriving while drawing draws once more at once and never shows the old one.
  if (ready && kept !== value) setKept(value)
  return ready ? value : kept
}
