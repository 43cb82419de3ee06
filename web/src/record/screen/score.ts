/** Objectives with their numbers: what the score is made of, and how it is shown. */
import { useAsk } from '@/data/hooks'
import { measure } from '@/lib/measure'
import type { Tone } from '@/ui/styles'

export interface ScoredKeyResult {
  id: string
  title: string
  unit: string
  start: number | null
  target: number | null
  current: number | null
  /** When the metric's point was; null when it was checked in. */
  at: string | null
  weight: number
  confidence: number | null
  /** The metric it follows; empty for none. */
  metric: string
  /** The delivered work it follows: features, or the id of a feature or initiative; empty for none. */
  work: string
  score: number | null
  raw: number | null
  colour: string
  outlook: Outlook | null
  history: Said[]
}

/** What a key result would need from here, and how likely that is. */
export interface Outlook {
  gone: number
  expected: number
  weeks: number
  need: number | null
  pace: number | null
  odds: number | null
  past: number
  reason: string
}

/** What was said of a key result at one time. */
export interface Said {
  at: string
  value: number | null
  confidence: number | null
  score: number | null
  note: string
}

export interface Scored {
  objective: string
  ambition: string
  score: number | null
  colour: string
  formula: string
  keyResults: ScoredKeyResult[]
}

/** The score of an objective, asked again when a number behind it moves. */
export function useScore(id: string | undefined) {
  return useAsk<Scored>(id && `/objectives/${id}/score`, ['objective', 'metric', 'metric_point', 'check_in', 'link', 'feature'])
}

/** The colours of the score as tones of the design. */
export function toneOf(colour: string): Tone {
  return colour === 'green' ? 'green' : colour === 'yellow' ? 'amber' : colour === 'red' ? 'red' : 'neutral'
}

/** "35 % → 57.1 % of 62 %" in its three parts. */
export function wayOf(kr: Pick<ScoredKeyResult, 'start' | 'current' | 'target' | 'unit'>): { start: string; current: string; target: string } {
  return { start: measure(kr.start, kr.unit), current: measure(kr.current, kr.unit), target: measure(kr.target, kr.unit) }
}

/** A score as it is said: 0.8. */
export const sayScore = (score: number | null | undefined): string => (score === null || score === undefined ? '–' : score.toFixed(1))
