import { useList, useRecord } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress } from '@/record/screen/address'
import { CountFigure } from '@/record/screen/Figure'
import { Line } from '@/record/screen/Line'
import { Part } from '@/record/screen/Screen'

import { backlogHealth, stale, within } from './figures'

const names: Record<string, () => string> = { open: m.desk_health_open, stale: m.desk_health_stale, unsized: m.desk_health_unsized, threadless: m.desk_health_threadless }
const icons: Record<string, string> = { open: 'list-ordered', stale: 'clock', unsized: 'circle-question-mark', threadless: 'unlink' }
const kinds = ['story', 'bug', 'task', 'spike', 'link']

/** How the backlog is kept: what is stale, unsized, or serves nothing. */
export function BacklogHealth({ product }: { product: string }) {
  return (
    <Part title={m.desk_health()}>
      {backlogHealth.map((f) => (
        <CountFigure key={f.name} product={product} q={f.q} on={kinds} above={f.above} icon={icons[f.name]} label={names[f.name]!()} to={screenAddress(product, f.screen, { q: within(f.q) })} />
      ))}
      <Oldest product={product} />
    </Part>
  )
}

/** The open items that nobody has touched for the longest. */
function Oldest({ product }: { product: string }) {
  const list = useList({ q: `${stale} sort:updated`, product, limit: 4 })
  return list.ids.slice(0, 4).map((id) => <Untouched key={id} id={id} />)
}

function Untouched({ id }: { id: string }) {
  const at = useRecord(id)?.updatedAt
  return <Line id={id} note={at && sayAge(at)} plain />
}
