import { useMember } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Callout } from '@/ui/state'

/** What was decided of a release: by whom, when, and why. */
export function Ruling({ release: r }: { release: Rec }) {
  const who = useMember(typeof r.ruledBy === 'string' ? r.ruledBy : undefined)
  if (!r.ruling) return null
  const go = r.ruling === 'go'
  const held = Array.isArray(r.heldBy) ? r.heldBy.map(String) : []
  return (
    <Callout tone={go ? 'green' : 'amber'} icon={go ? 'rocket' : 'circle-alert'} title={`${go ? m.accept_ruling_go() : m.accept_ruling_no()}: ${m.accept_ruling_by({ who: who?.name ?? m.record_nobody(), age: sayAge(String(r.ruledAt)) })}`}>
      {Boolean(r.rulingReason) && <p>{String(r.rulingReason)}</p>}
      {Boolean(r.despite) && (
        <p>
          <span className="font-medium">{m.accept_ruling_despite({ keys: held.join(', ') })}:</span> {String(r.despite)}
        </p>
      )}
    </Callout>
  )
}
