/** What the story map asks, and how it is changed. */
import { useMemo, useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { announce } from '@/record/views/common/announce'
import { toast } from '@/ui/toast'

import { bodyOf, moved, type Card, type Move, type StoryMap } from './map'

const kinds = ['placement', 'link', 'activity', 'step', 'story', 'bug', 'task', 'spike', 'release', 'objective', 'metric', 'feature']

/** A product's map, asked again when anything on it changes. */
export function useMap(product: string, released: boolean) {
  const asked = useAsk<StoryMap>(address('/storymap', { product, released }), kinds)
  const [pending, setPending] = useState<readonly Pending[]>([])
  const data = useData()
  const cards = useMemo(() => pending.reduce((now, p) => moved(now, p.move, (id) => p.known.get(id)), asked.value?.cards ?? none), [asked.value, pending])
  /** Moves items; it shows at once, and is taken back with the reason when it cannot be. */
  const move = async (change: Move, said: string, known: readonly Card[] = []) => {
    const mine: Pending = { move: change, known: new Map(known.map((c) => [c.id, c])) }
    setPending((now) => [...now, mine])
    const drop = () => setPending((now) => now.filter((p) => p !== mine))
    try {
      const answer = await data.call<{ proposed?: { title: string } }>('POST', '/storymap/place', bodyOf(change), { label: said })
      if (answer && 'proposed' in answer && answer.proposed) {
        drop()
        announce(m.refine_map_proposed())
        toast({ text: m.refine_map_proposed() })
        return
      }
      announce(said)
      // What a move shows lasts until the map has been read after it was done: an answer from before would show the card where it was.
      await asked.retry()
      drop()
    } catch (e) {
      drop()
      announce(whyRefused(problemOf(e)))
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
    }
  }
  return { ...asked, cards, move }
}

const none: readonly Card[] = []

interface Pending {
  move: Move
  known: ReadonlyMap<string, Card>
}

export interface Loose {
  id: string
  key: string
  kind: string
  title: string
  state: string
  category: string
  release: string | null
}

/** A card for an item that is not on the map yet. */
export const cardOf = (l: Loose): Card => ({ id: l.id, key: l.key, kind: l.kind, title: l.title, state: l.state, category: l.category, owner: null, estimate: null, step: '', release: l.release })
