import { useMe } from '@/data/hooks'
import { todayIn } from '@/lib/scale'

/** Today, by the clock of the workspace. */
export function useToday(): string {
  return todayIn(useMe().workspace.zone)
}

/** The product one is in: what the screens need of it beside its key. */
export function useProduct(key: string): { id: string; key: string; title: string; roles: readonly string[] } | undefined {
  return useMe().products.find((p) => p.key === key)
}
