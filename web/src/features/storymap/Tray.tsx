import { useCallback } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { Menu } from '@/ui/menu'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { dragsCard } from './drag'
import type { Card, Move, StoryMap } from './map'
import { cardOf, type Loose } from './queries'

interface Props {
  product: string
  map: StoryMap
  onMove: (move: Move, said: string, known: readonly Card[]) => Promise<void>
  onClose: () => void
}

/** The open items that are not on the map, from the top of the backlog: dragged onto it, or put under a step by a menu. */
export function Tray({ product, map, onMove, onClose }: Props) {
  const asked = useAsk<{ items: Loose[]; next: string | null }>(address('/storymap/unplaced', { product, limit: 100 }), ['placement', 'story', 'bug', 'task', 'spike'])
  const items = asked.value?.items
  return (
    <aside aria-label={m.refine_map_tray()} className="flex w-72 shrink-0 flex-col border-l bg-bg max-sm:absolute max-sm:inset-y-0 max-sm:right-0 max-sm:z-30 max-sm:shadow-float">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b px-3">
        <h2 className="flex-1 text-13 font-semibold">{m.refine_map_tray()}</h2>
        <IconButton icon="x" size="sm" label={m.refine_map_tray_close()} onClick={onClose} />
      </header>
      {!items && asked.status === 'error' && <ErrorState title={m.refine_map_tray_failed()} text={asked.error?.detail} onRetry={asked.retry} />}
      {!items && asked.status !== 'error' && <SkeletonRows count={5} />}
      {items?.length === 0 && <EmptyState icon="circle-check" title={m.refine_map_tray_empty()} />}
      {items && items.length > 0 && (
        <ul className="quiet-scroll min-h-0 flex-1 overflow-y-auto p-2">
          {items.map((l) => (
            <LooseLine key={l.id} loose={l} map={map} onMove={onMove} />
          ))}
          {asked.value?.next && <li className="px-2 py-1 text-12 text-text-muted">{m.refine_map_tray_more()}</li>}
        </ul>
      )}
    </aside>
  )
}

function LooseLine({ loose, map, onMove }: { loose: Loose; map: StoryMap; onMove: Props['onMove'] }) {
  const ref = useCallback((el: HTMLElement | null) => (el ? dragsCard(el, cardOf(loose)) : undefined), [loose])
  const put = (step: string, name: string) => void onMove({ items: [loose.id], step }, m.refine_map_did_place({ what: loose.key, step: name, slice: map.slices.find((s) => s.id === loose.release)?.title ?? m.refine_map_later() }), [cardOf(loose)])
  return (
    <li ref={ref} className="mb-1.5 flex cursor-grab items-start gap-1.5 rounded border bg-bg-raised px-2 py-1.5 text-12">
      <KindIcon kind={loose.kind} size={13} className="mt-0.5" />
      <span className="min-w-0 flex-1">
        <span className="keyed mr-1.5 text-text-faint">{loose.key}</span>
        {loose.title}
      </span>
      <Menu
        align="end"
        trigger={<IconButton icon="plus" size="sm" label={m.refine_map_put({ what: loose.key })} />}
        items={() => map.activities.flatMap((a) => (a.steps.length === 0 ? [] : [{ heading: a.title }, ...a.steps.map((s) => ({ label: s.title, onSelect: () => put(s.id, s.title) }))]))}
      />
    </li>
  )
}
