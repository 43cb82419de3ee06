/** What the whole roadmap asks. */
import { address } from '@/data/client'
import { useAsk, useSteady } from '@/data/hooks'

import type { Chance, Changes, Effect, Plan, Scenario, Snapshot } from './plan'

const lines = ['feature', 'initiative', 'release', 'milestone', 'link', 'objective']
const work = ['story', 'bug', 'task', 'spike']

export interface Scope {
  product?: string
  portfolio?: string
  asOf?: string
  snapshot?: string
}

export const usePlan = (scope: Scope) => useSteady<Plan>(address('/roadmap/plan', { ...scope }), [...lines, ...work])
export const useScenarios = (product: string) => useAsk<Scenario[]>(address('/scenarios', { product }), ['roadmap_scenario'])
export const useEffectOf = (id: string | undefined) => useAsk<Effect>(id ? `/scenarios/${id}` : undefined, ['roadmap_scenario', ...lines, ...work])
export const useSnapshots = (product: string) => useAsk<Snapshot[]>(address('/snapshots', { product }), ['roadmap_snapshot'])
export const useChanges = (on: boolean, scope: Scope) => useAsk<Changes>(on ? address('/roadmap/changes', { ...scope }) : undefined, lines)
export const useLineChances = (scope: Pick<Scope, 'product' | 'portfolio'>, on: boolean) => useSteady<{ items: Chance[]; rule: string }>(on ? address('/roadmap/odds', { ...scope }) : undefined, [...lines, ...work, 'sprint'])
