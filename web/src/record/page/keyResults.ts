/** Key results as they are stored, and as the server scores them. */
export interface KeyResult {
  id: string
  title: string
  metric: string
  /** The delivered work it follows: features, or a feature or initiative; empty for none. */
  work: string
  start: number | null
  target: number | null
  current: number | null
  unit: string
  weight: number | null
  confidence: number | null
}

export interface Scored {
  score: number | null
  colour: string
  keyResults: { id: string; current: number | null; at: string | null; score: number | null; colour: string }[]
}

export const keyResultsIn = (value: unknown): KeyResult[] => (Array.isArray(value) ? (value as KeyResult[]) : [])

export const emptyKeyResult = (title: string, id = crypto.randomUUID().slice(0, 8)): KeyResult => ({ id, title, metric: '', work: '', start: null, target: null, current: null, unit: '', weight: null, confidence: null })

/** Sets parts of one of them; an emptied title takes it away. */
export function setKeyResult(list: readonly KeyResult[], id: string, change: Partial<KeyResult>): KeyResult[] {
  if (change.title === '') return list.filter((k) => k.id !== id)
  return list.map((k) => (k.id === id ? { ...k, ...change } : k))
}

/** How a score looks; its figure says the same. */
export const toneOf = (colour: string): 'green' | 'amber' | 'red' | 'neutral' => (colour === 'green' || colour === 'red' ? colour : colour === 'yellow' ? 'amber' : 'neutral')
