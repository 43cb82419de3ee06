/**
 * The backlog as a story: the backbone of activities and steps across, items
 * under the steps, releases as slices. Moving a card across a slice changes its
 * release.
 */
import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useMay } from '@/record/screen/may'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { give } from '@/ui/give'
import { Menu } from '@/ui/menu'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { NameDialog, useBackbone } from './backbone'
import { MapBoard } from './MapBoard'
import { layoutOf } from './layout'
import { paletteOf, pngOf, svgOf } from './picture'
import { useMap } from './queries'
import { Tray } from './Tray'

export function StoryMapScreen({ product }: { product: string }) {
  const [released, setReleased] = useAddressed('released')
  const [tray, setTray] = useAddressed('tray')
  const [naming, setNaming] = useState(false)
  const map = useMap(product, released === '1')
  const here = useProduct(product)
  const backbone = useBackbone(product)
  const may = useMay('story.write', here?.id)
  const value = map.value
  const picture = async (sort: 'svg' | 'png') => {
    if (!value) return
    const title = m.refine_map_picture_title({ product: here?.title ?? product })
    const svg = svgOf(value, layoutOf(value, map.cards), paletteOf(document.body), { title, later: m.refine_map_later(), skeleton: m.refine_map_skeleton(), gap: (activities) => m.refine_map_gap({ activities }) })
    try {
      give(`${product}-story-map.${sort}`, sort === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg))
    } catch {
      toast({ text: m.refine_map_picture_failed(), tone: 'red' })
    }
  }
  const first = value && value.activities.length === 0
  return (
    <Screen
      title={m.refine_map()}
      note={value && !first ? m.refine_map_count({ cards: map.cards.length, slices: value.slices.length }) : undefined}
      actions={
        value && (
          <>
            {may.may !== 'no' && !first && (
              <Button icon="plus" onClick={() => setNaming(true)}>
                {m.refine_map_add_activity()}
              </Button>
            )}
            {!first && (
              <>
                <Button variant="ghost" icon="inbox" aria-pressed={tray === '1'} onClick={() => setTray(tray === '1' ? undefined : '1')}>
                  {m.refine_map_unplaced({ count: value.unplaced })}
                </Button>
                <Menu
                  align="end"
                  trigger={
                    <Button variant="ghost" icon="ellipsis">
                      {m.refine_map_more()}
                    </Button>
                  }
                  items={[
                    { label: m.refine_map_released(), checked: released === '1', onSelect: () => setReleased(released === '1' ? undefined : '1') },
                    'separator',
                    { label: m.refine_map_svg(), icon: 'download', onSelect: () => void picture('svg') },
                    { label: m.refine_map_png(), icon: 'image', onSelect: () => void picture('png') },
                  ]}
                />
              </>
            )}
          </>
        )
      }
    >
      {!value && map.status === 'error' && <ErrorState title={m.refine_map_failed()} text={map.error?.detail} onRetry={map.retry} />}
      {!value && map.status !== 'error' && <SkeletonRows />}
      {first && (
        <EmptyState
          icon="map"
          title={m.refine_map_empty()}
          text={m.refine_map_empty_text()}
          action={may.may !== 'no' && <Button variant="primary" icon="plus" onClick={() => setNaming(true)}>{m.refine_map_add_activity()}</Button>}
        />
      )}
      {value && !first && (
        <div className="flex min-h-0 flex-1">
          <MapBoard product={product} map={value} cards={map.cards} move={map.move} backbone={backbone} mayShape={may.may !== 'no'} />
          {tray === '1' && <Tray product={product} map={value} onMove={map.move} onClose={() => setTray(undefined)} />}
        </div>
      )}
      {naming && <NameDialog title={m.refine_map_add_activity()} hint={m.refine_map_activity_hint()} onName={(title) => backbone.addActivity(title)} onClose={() => setNaming(false)} />}
    </Screen>
  )
}
