/** What is said of places and moves on the map. */
import { m } from '@/locales/gen/messages.js'

import type { Layout } from './layout'
import type { Move, StoryMap } from './map'

/** Where something goes, in a sentence. */
export function sayMove(map: StoryMap, layout: Layout, ids: readonly string[], move: Move): string {
  const was = layout.at.get(ids[0]!)?.card
  const what = was?.key ?? m.refine_map_item()
  if (move.step === null) return m.refine_map_did_off({ what })
  const step = map.activities.flatMap((a) => a.steps).find((s) => s.id === (move.step ?? was?.step))?.title ?? ''
  const to = move.release === undefined ? (was?.release ?? null) : move.release
  const slice = to === null ? m.refine_map_later() : (map.slices.find((s) => s.id === to)?.title ?? '')
  return m.refine_map_did_place({ what, step, slice })
}
