/**
 * Refinement: what is not ready and why, in the order in which it matters; and
 * while one is going on, the item that everybody looks at, with the table.
 */
import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { entriesOf } from '@/record/refined/rounds'
import { useAct } from '@/record/screen/act'
import { screenAddress, useGo } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Screen } from '@/record/screen/Screen'
import { useShown } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Menu } from '@/ui/menu'

import { Agenda } from './Agenda'
import { Past } from './Past'
import { PastView } from './PastView'
import { Table } from './PokerScreen'
import { currentOf, useQueue, useRunning, useSend, type Queue } from './queries'
import { QueueList } from './QueueList'
import { ScaleDialog } from './ScaleDialog'

/** How many items a refinement begins with, from the top of the queue. */
const begins = 8

export function RefinementScreen({ product }: { product: string }) {
  const queue = useQueue(product)
  const { running } = useRunning(product)
  const here = useProduct(product)
  const run = useMay('refinement.run', here?.id)
  const [scaling, setScaling] = useState(false)
  const [at, show] = useShown()
  const act = useAct()
  const send = useSend()
  const go = useGo()
  const moderates = run.may === 'act'
  const current = running && currentOf(running)
  const start = () => void act('POST', '/refinements', { product, items: queue.value?.items.slice(0, begins).map((i) => i.id) ?? [] }, m.refine_started(), { final: true })
  const turn = (id: string) => void send('POST', `/refinements/${running!.id}/turn`, { item: id, ...(current ? { from: current } : {}) })
  const close = async () => {
    if (running && (await confirm({ title: m.refine_close_title({ name: running.title }), text: m.refine_close_text(), action: m.refine_close() }))) await act('POST', `/refinements/${running.id}/close`, {}, m.refine_closed({ name: running.title }), { final: true })
  }
  const next = running && nextOf(running, queue.value, current)
  return (
    <Screen
      title={m.refine_title()}
      note={running ? m.refine_running({ name: running.title }) : queue.value && m.refine_queue_note({ ready: queue.value.ready, looked: queue.value.looked })}
      actions={
        <>
          <Button variant="ghost" icon="scale" onClick={() => go(screenAddress(product, 'sizing'))}>
            {m.refine_go_sizing()}
          </Button>
          {running && (
            <Button variant="ghost" icon="users" onClick={() => go(screenAddress(product, 'poker'))}>
              {m.poker_go()}
            </Button>
          )}
          {moderates && !running && (
            <Button variant="primary" icon="play" onClick={start}>
              {m.refine_start()}
            </Button>
          )}
          {moderates && running && (
            <>
              <Button variant="primary" icon="arrow-right" disabled={!next} onClick={() => next && turn(next)}>
                {m.refine_next()}
              </Button>
              <Button icon="square-check" onClick={() => void close()}>
                {m.refine_close()}
              </Button>
            </>
          )}
          {moderates && <Menu align="end" trigger={<Button variant="ghost" icon="ellipsis">{m.refine_map_more()}</Button>} items={[{ label: m.refine_scale_edit(), icon: 'list-ordered', onSelect: () => setScaling(true) }]} />}
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col max-lg:overflow-y-auto lg:flex-row">
        <div className={running ? 'flex flex-col border-b lg:min-h-0 lg:w-[26rem] lg:shrink-0 lg:overflow-y-auto lg:border-r lg:border-b-0' : 'flex min-w-0 flex-col lg:min-h-0 lg:flex-1 lg:overflow-y-auto'}>
          {running && <Agenda refinement={running} moderates={moderates} onTurn={turn} />}
          {!running && at && <PastView key={at} id={at} onClose={() => show(undefined)} />}
          {(running || !at) && <QueueList product={product} queue={queue} narrow={running !== undefined} skip={running ? new Set(entriesOf(running).map((e) => e.item)) : undefined} onTurn={running && moderates ? turn : undefined} />}
        </div>
        {running ? (
          <div className="quiet-scroll min-w-0 max-lg:order-first lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
            <Table refinement={running} product={product} />
          </div>
        ) : (
          <aside className="border-t px-4 py-2 lg:w-96 lg:shrink-0 lg:overflow-y-auto lg:border-t-0 lg:border-l">
            <Past product={product} />
          </aside>
        )}
      </div>
      {scaling && <ScaleDialog product={product} onClose={() => setScaling(false)} />}
    </Screen>
  )
}

/** What comes next: the rest of the agenda that has had no turn, else the top of the queue. */
function nextOf(running: Parameters<typeof entriesOf>[0], queue: Queue | undefined, current: string | undefined): string | undefined {
  const entries = entriesOf(running)
  const waiting = entries.find((e) => !e.turnAt && e.item !== current)
  if (waiting) return waiting.item
  const known = new Set(entries.map((e) => e.item))
  return queue?.items.find((i) => !known.has(i.id))?.id
}
