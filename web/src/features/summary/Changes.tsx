import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Figure, useCount } from '@/record/screen/Figure'
import { recordAddress, screenAddress } from '@/record/screen/address'

import { Block, Name, Row, Said } from './Block'
import type { Of } from './of'

interface Face {
  state: string
  horizon: string
  endOn: string | null
}
interface Changed {
  id: string
  key: string
  title: string
  what: string[]
  before: Face | null
  after: Face | null
}

const heard = ['feature', 'initiative', 'release', 'milestone', 'link', 'objective']
const most = 5
const words: Record<string, () => string> = {
  added: m.plan_what_added, gone: m.plan_what_gone, dropped: m.plan_what_dropped, released: m.plan_what_released, moved: m.plan_what_moved,
  state: m.plan_what_state, horizon: m.plan_what_horizon, release: m.plan_what_release, title: m.plan_what_title, waits: m.plan_what_waits,
}

/** What went out, was decided and came up since a day, and what moved on the roadmap. */
export function Changes({ of }: { of: Of }) {
  const asked = useAsk<{ items: Changed[]; more: boolean }>(address('/roadmap/changes', { product: of.scope.product, portfolio: of.scope.portfolio, asOf: of.since }), heard)
  const items = asked.value?.items ?? []
  return (
    <Block title={m.summary_changes({ day: sayDay(of.since, of.today) })} to={screenAddress(of.here, 'plan', { of: of.scope.value === 'here' ? undefined : of.scope.value })} count={items.length} ready={Boolean(asked.value)} error={asked.error} onRetry={asked.retry}>
      <Count of={of} q={`type:release releasedon>=${of.since}`} kind="release" label={m.summary_went_out()} path="releases" />
      <Count of={of} q={`type:decision decidedon>=${of.since}`} kind="decision" label={m.summary_decided()} path="decisions" />
      <Count of={of} q={`type:risk created>=${of.since}`} kind="risk" label={m.summary_new_risks()} path="risks" />
      {items.length === 0 && <p className="py-1.5 text-text-muted">{m.summary_changes_none()}</p>}
      {items.slice(0, most).map((c) => (
        <Row key={c.id} to={recordAddress(c.key)}>
          <Name>{c.title}</Name>
          <Said>{sayOf(c, of.today)}</Said>
        </Row>
      ))}
    </Block>
  )
}

function Count({ of, q, kind, label, path }: { of: Of; q: string; kind: string; label: string; path: string }) {
  const asked = of.query(q)
  const { value, status } = useCount(asked.product, asked.q, [kind])
  const to = of.opens(path, { q: asked.q.replace(/^type:\S+\s*/, '') })
  return <Figure label={label} to={to} value={status === 'error' ? m.screens_unknown() : value === undefined ? '' : number(value)} />
}

/** The change that says most: days and horizons as they were and are, else its word. */
function sayOf(c: Changed, today: string): string {
  const from = (before: string | null | undefined, after: string | null | undefined) => m.desk_move_from_to({ before: before || '–', after: after || '–' })
  if (c.what.includes('moved') && c.before?.endOn !== c.after?.endOn) return from(sayDay(c.before?.endOn, today), sayDay(c.after?.endOn, today))
  if (c.what.includes('state')) return from(c.before?.state, c.after?.state)
  if (c.what.includes('horizon')) return from(c.before?.horizon, c.after?.horizon)
  return words[c.what[0] ?? '']?.() ?? c.what[0] ?? ''
}
