/** A strategy on one page as the server gives it, and the words for its pieces. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { measure } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { Scored } from '@/record/screen/score'

export interface Guardrail {
  id: string
  text: string
  sort: 'never' | 'floor' | 'ceiling'
  metric: string
  bound: number | null
  metricTitle: string
  metricKey: string
  unit: string
  value: number | null
  at: string | null
  state: '' | 'kept' | 'broken' | 'unknown'
}

export interface OnePage {
  kind: 'product' | 'portfolio' | 'workspace'
  record: string | null
  key: string
  title: string
  on: string | null
  kept: string
  stage: string
  vision: string
  positioning: Record<PositioningField, string>
  canvas: Record<CanvasField, string>
  guardrails: Guardrail[]
  pillars: { id: string; key: string; title: string; text: string; product: string | null }[]
  objectives: Aim[]
  products: { id: string; key: string; title: string; stage: string; vision: string }[]
}

export interface Aim {
  id: string
  key: string
  title: string
  state: string
  category: string
  endOn: string | null
  scored: Scored
}

export interface Snapshot {
  id: string
  name: string
  note: string
  takenAt: string
}

export interface Differ {
  part: 'stage' | 'vision' | 'positioning' | 'canvas' | 'guardrails' | 'pillars' | 'objectives' | 'products'
  name: string
  title: string
  act: 'added' | 'removed' | 'changed'
  before: string
  after: string
}

export const positioningFields = ['audience', 'need', 'category', 'benefit', 'alternative', 'difference'] as const
export type PositioningField = (typeof positioningFields)[number]

export const canvasFields = ['problem', 'solution', 'measures', 'proposition', 'advantage', 'channels', 'segments', 'costs', 'revenue'] as const
export type CanvasField = (typeof canvasFields)[number]

export const fieldNames: Record<PositioningField | CanvasField | 'vision', () => string> = {
  vision: m.screens_vision,
  audience: m.onepage_audience, need: m.onepage_need, category: m.onepage_category, benefit: m.onepage_benefit, alternative: m.onepage_alternative, difference: m.onepage_difference,
  problem: m.onepage_problem, solution: m.onepage_solution, measures: m.onepage_measures, proposition: m.onepage_proposition, advantage: m.onepage_advantage,
  channels: m.onepage_channels, segments: m.onepage_segments, costs: m.onepage_costs, revenue: m.onepage_revenue,
}

/** What belongs in a piece, for whoever writes it. */
export const fieldHints: Record<PositioningField | CanvasField, () => string> = {
  audience: m.onepage_audience_hint, need: m.onepage_need_hint, category: m.onepage_category_hint, benefit: m.onepage_benefit_hint, alternative: m.onepage_alternative_hint, difference: m.onepage_difference_hint,
  problem: m.onepage_problem_hint, solution: m.onepage_solution_hint, measures: m.onepage_measures_hint, proposition: m.onepage_proposition_hint, advantage: m.onepage_advantage_hint,
  channels: m.onepage_channels_hint, segments: m.onepage_segments_hint, costs: m.onepage_costs_hint, revenue: m.onepage_revenue_hint,
}

/** A change of these may be one of the page. */
export const pageKinds = ['strategy_page', 'pillar', 'objective', 'product', 'portfolio', 'metric', 'metric_point', 'check_in']

export const usePage = (of: string, at?: string) => useAsk<OnePage>(address('/strategy', { of: of || undefined, at }), pageKinds)

export const useSnapshots = (of: string) => useAsk<Snapshot[]>(address('/strategy/snapshots', { of: of || undefined }), ['strategy_snapshot'])

/** The lines of a box, without empty ones. */
export const linesOf = (text: string): string[] => text.split('\n').map((l) => l.trim()).filter(Boolean)

/** The positioning as one sentence; what is not written leaves its part out. */
export function sentenceOf(p: OnePage['positioning'], title: string): string {
  const first = [p.audience && m.onepage_say_for({ audience: p.audience }), p.need && m.onepage_say_need({ need: p.need })].filter(Boolean).join(' ')
  const second = [p.category && m.onepage_say_is({ title, category: p.category }), p.benefit && m.onepage_say_benefit({ benefit: p.benefit })].filter(Boolean).join(' ')
  const third = [p.alternative && m.onepage_say_unlike({ alternative: p.alternative }), p.difference].filter(Boolean).join(', ')
  return [[first, second].filter(Boolean).join(', '), third].filter(Boolean).map((s) => (/[.!?]$/.test(s) ? s : `${s}.`)).join(' ')
}

/** What a guardrail demands of its metric. */
export function sayBound(g: Pick<Guardrail, 'sort' | 'bound' | 'unit' | 'metricTitle'>): string {
  if (g.sort === 'never' || g.bound === null) return ''
  const what = { metric: g.metricTitle || m.onepage_metric_hidden(), bound: measure(g.bound, g.unit) }
  return g.sort === 'floor' ? m.onepage_floor_of(what) : m.onepage_ceiling_of(what)
}

export const isEmptyPage = (p: OnePage): boolean =>
  !p.vision && p.pillars.length === 0 && p.objectives.length === 0 && p.guardrails.length === 0 && Object.values(p.positioning).every((t) => !t) && Object.values(p.canvas).every((t) => !t)
