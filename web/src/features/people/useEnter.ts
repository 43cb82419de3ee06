import { useGo } from '@/record/screen/address'

/** Goes on after signing in: the way inside asks who one is before the first screen. */
export function useEnter(): (to: string) => void {
  return useGo()
}
