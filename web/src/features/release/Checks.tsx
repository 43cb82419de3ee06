import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Icon } from '@/ui/icon'

import type { Check } from './scope'

const says: Record<Check['name'], { held: () => string; open: (x: { count: number }) => string }> = {
  features: { held: m.screens_check_features, open: m.screens_check_features_open },
  accepted: { held: m.screens_check_accepted, open: m.screens_check_accepted_open },
  rejections: { held: m.screens_check_rejections, open: m.screens_check_rejections_open },
  blocked: { held: m.screens_check_blocked, open: m.screens_check_blocked_open },
  unsized: { held: m.screens_check_unsized, open: m.screens_check_unsized_open },
  notes: { held: m.screens_check_notes, open: () => m.screens_check_notes_open() },
}

/** What must hold before it goes out; what does not leads to the records in the way. */
export function Checks({ checks, product }: { checks: readonly Check[]; product: string }) {
  const link = useLink()
  return (
    <ul>
      {checks.map((c) => {
        const text = c.ok ? says[c.name].held() : says[c.name].open({ count: c.count })
        const shape = <Icon name={c.ok ? 'circle-check' : 'circle-alert'} size={14} className={c.ok ? 'text-green' : 'text-amber'} label={c.ok ? m.screens_holds() : m.screens_holds_not()} />
        return (
          <li key={c.name} className="flex min-h-8 items-center gap-2">
            {shape}
            {!c.ok && c.count > 0 ? (
              <a {...link(screenAddress(product, c.name === 'features' ? 'roadmap' : 'backlog', { q: c.q, view: 'table' }))} className="rounded underline decoration-line-strong underline-offset-2 hover:decoration-text">
                {text}
              </a>
            ) : (
              <span className={c.ok ? 'text-text-muted' : undefined}>{text}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
