import { useData } from '@/data/hooks'
import { useGo } from '@/record/screen/address'

/** Goes on after signing in: who one is has to be known before the first screen. */
export function useEnter(): (to: string) => void {
  const data = useData()
  const go = useGo()
  return (to) => void data.session.load().then(() => go(to))
}
