/** What every bar of the whole roadmap needs to know. */
import { createContext, use } from 'react'

import type { Scale } from '@/lib/scale'
import type { Span } from '@/lib/scaleSpan'
import type { Promised } from '@/record/promise/promise'
import type { Drafts, Steps } from '@/record/views/common/drafts'
import type { Viewport } from '@/record/views/timeline/viewport'

import type { Chance, Line } from './plan'

export interface Whole {
  viewport: Viewport
  scale: Scale
  today: string
  drafts: Drafts<Span>
  steps: Steps<Span>
  /** Where lines stand in the scenario that is looked at, or after the ripple. */
  moved: ReadonlyMap<string, { to: Span; put: boolean }>
  conflicts: ReadonlyMap<string, string>
  chances: ReadonlyMap<string, Chance>
  /** The promises that a line keeps. */
  promised: ReadonlyMap<string, readonly Promised[]>
  /** What changed of a line since the moment that one compares with. */
  changed: ReadonlyMap<string, string>
  may: (line: Line) => 'yes' | 'propose' | 'no'
  onMove: (line: Line, span: Span) => void
  open: (key: string) => void
}

export const WholeContext = createContext<Whole | undefined>(undefined)

export function useWhole(): Whole {
  const w = use(WholeContext)
  if (!w) throw new Error('a bar stands outside of the roadmap')
  return w
}
