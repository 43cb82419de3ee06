import { useAsk } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Dialog } from '@/ui/dialog'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import type { Link } from './cut'

interface Opening {
  on: string
  form: string
  count: number
}

const words: Record<string, () => string> = { page: () => m.share_form_page(), frame: () => m.share_form_frame(), refused: () => m.share_form_refused() }

/** On which days a link was opened, how often and in which form. */
export function Openings({ link, onClose }: { link: Link; onClose: () => void }) {
  const asked = useAsk<Opening[]>(`/shares/${link.id}/openings`, ['share'])
  const today = useToday()
  return (
    <Dialog open onOpenChange={onClose} title={m.share_openings_title({ name: link.label })}>
      {asked.status === 'error' ? (
        <ErrorState text={asked.error?.detail} onRetry={asked.retry} />
      ) : !asked.value ? (
        <Skeleton height={96} />
      ) : asked.value.length === 0 ? (
        <p className="text-13 text-text-muted">{m.share_openings_none()}</p>
      ) : (
        <table className="w-full text-13">
          <tbody>
            {asked.value.map((o) => (
              <tr key={`${o.on} ${o.form}`} className="border-b last:border-b-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {sayDay(o.on, today)}
                </th>
                <td className="py-1 pr-3 text-text-muted">{(words[o.form] ?? (() => o.form.toUpperCase()))()}</td>
                <td className="tabular py-1 text-right">{o.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}
