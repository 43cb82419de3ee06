/**
 * The inbox: what awaits one's word and what one should hear of, each settled
 * from the keyboard without leaving it.
 */
import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { afterSettling, neighbour, screenKeys } from '@/record/screen/keys'
import { ListStates } from '@/record/screen/ListStates'
import { PickList } from '@/record/screen/PickList'
import { Screen } from '@/record/screen/Screen'
import { useAddressed, useShown } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { Tabs } from '@/ui/tabs'

import { countPath, noticesPath, useInboxCount } from './count'
import { inTab, tabs, unreadOf, type Entry, type Tab } from './entries'
import { EntryPane } from './EntryPane'
import { EntryRow } from './EntryRow'
import { useEntries } from './useEntries'

const names: Record<Tab, () => string> = { all: m.screens_inbox_all, decide: m.screens_inbox_decide, mentions: m.screens_inbox_mentions, news: m.screens_inbox_news }

export function InboxScreen() {
  const inbox = useEntries()
  const unread = useInboxCount()
  const [shown, show] = useShown()
  const [chosen, choose] = useAddressed('tab')
  const read = useRead()
  const go = useGo()
  const tab = tabs.find((t) => t === chosen) ?? 'all'
  const entries = inbox.entries.filter((e) => inTab(e, tab))
  const byId = new Map(entries.map((e) => [e.id, e]))
  const ids = [...byId.keys()]
  const at = shown !== undefined && byId.has(shown) ? shown : ids[0]
  const entry = at === undefined ? undefined : byId.get(at)
  const step = (by: 1 | -1) => show(neighbour(ids, at, by))
  const settled = () => at && show(afterSettling(ids, at))
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    e: () => entry && (read(entry), step(1)),
    Enter: () => entry && open(entry, read, go),
  }
  return (
    <Screen
      title={m.screens_inbox()}
      note={unread ? m.screens_inbox_unread({ count: unread }) : undefined}
      actions={
        <Button size="sm" variant="ghost" icon="check-check" disabled={!unread} onClick={() => read('all')}>
          {m.screens_inbox_read_all()}
        </Button>
      }
    >
      <div ref={screenKeys(keys)} className="flex min-h-0 flex-1 flex-col md:flex-row">
        <div className="flex max-h-72 min-h-0 flex-col border-b md:max-h-none md:w-96 md:shrink-0 md:border-r md:border-b-0">
          <Tabs label={m.screens_inbox()} value={tab} onChange={(t) => choose(t === 'all' ? undefined : t)} tabs={tabs.map((t) => ({ value: t, label: names[t](), count: t === 'decide' ? inbox.entries.filter((e) => inTab(e, t)).length || undefined : undefined }))} className="px-2" />
          <ListStates list={{ ...inbox, ids }} icon="inbox" title={m.screens_inbox_empty()} text={m.screens_inbox_empty_text()}>
            <PickList label={m.screens_inbox()} ids={ids} picked={at} onPick={show} height={56} row={(id) => <EntryRow entry={byId.get(id)!} />} />
          </ListStates>
        </div>
        {entry && <EntryPane key={entry.id} entry={entry} onSettled={settled} onRead={() => (read(entry), step(1))} />}
      </div>
    </Screen>
  )
}

/** Marks an entry's notices as read, or all there are. */
function useRead(): (what: Entry | 'all') => void {
  const data = useData()
  return (what) => {
    const ids = what === 'all' ? undefined : unreadOf(what)
    if (ids?.length === 0) return
    void data.call('POST', '/inbox/read', ids ? { ids } : {}).then(() => {
      data.asks.touch(noticesPath)
      data.asks.touch(countPath)
    })
  }
}

/** Goes to what an entry is about. */
function open(entry: Entry, read: (e: Entry) => void, go: (to: string) => void) {
  read(entry)
  if (entry.due) go(entry.due.to)
  else if (entry.key) go(recordAddress(entry.key))
}
