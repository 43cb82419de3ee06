import { useEffect, useState } from 'react'

/** False for the first moment of a screen: what is not seen at once is asked for when what is has come. */
export function useCalm(ms = 400): boolean {
  const [calm, setCalm] = useState(false)
  // Follows the clock.
  useEffect(() => {
    const t = setTimeout(() => setCalm(true), ms)
    return () => clearTimeout(t)
  }, [ms])
  return calm
}
