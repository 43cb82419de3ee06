import { useList, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Line } from '@/record/screen/Line'

const most = 4

/** What the same account said otherwise, the newest first. */
export function AlsoSaid({ record, product }: { record: Rec; product: string }) {
  const account = useRecord(typeof record.account === 'string' ? record.account : undefined)
  const list = useList(account && { q: `type:feedback account:${account.key} sort:-saidon`, product, limit: most + 1 })
  const others = list.ids.filter((id) => id !== record.id).slice(0, most)
  if (!account || others.length === 0) return null
  return (
    <section aria-label={m.screens_feedback_also({ account: account.title })}>
      <h3 className="pb-1 text-12 font-medium text-text-muted">{m.screens_feedback_also({ account: account.title })}</h3>
      {others.map((id) => (
        <Line key={id} id={id} plain />
      ))}
    </section>
  )
}
