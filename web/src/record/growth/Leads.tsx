/** Who leads whom, where the two of them are asked: one agrees or declines, the other goes on or ends it. */
import { useAsk, useMe, useMember } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

interface Lead {
  lead: string
  agreedAt: string | null
}

/** Asks whether somebody who was named may lead one. */
export function LeadAsked({ lead, onSaid }: { lead: string; onSaid?: () => void }) {
  const act = useAct()
  const name = useMember(lead)?.name ?? m.screens_somebody()
  const agree = async () => (await act('POST', '/leads/name', { lead }, m.growth_lead_named({ name }))) && onSaid?.()
  const decline = async () => (await act('POST', '/leads/end', {}, m.growth_lead_ended())) && onSaid?.()
  return (
    <Callout
      tone="amber"
      title={m.growth_lead_asks({ name })}
      actions={
        <>
          <Button size="sm" variant="primary" onClick={() => void agree()}>
            {m.growth_lead_agree()}
          </Button>
          <Button size="sm" onClick={() => void decline()}>
            {m.growth_lead_decline()}
          </Button>
        </>
      }
    >
      {m.growth_lead_asks_text({ name })}
    </Callout>
  )
}

/** Lets a lead end it from their side. */
export function StopLeading({ member, onSaid }: { member: string; onSaid?: () => void }) {
  const act = useAct()
  const name = useMember(member)?.name ?? m.screens_somebody()
  const end = async () => (await act('POST', '/leads/end', { member }, m.growth_lead_stopped({ name }))) && onSaid?.()
  return (
    <Button size="sm" aria-label={m.growth_lead_stop_of({ name })} onClick={() => void end()}>
      {m.growth_lead_stop()}
    </Button>
  )
}

/** How it stands: who wants to lead one, and whom one leads. */
export function LeadsNow() {
  const me = useMe().member.id
  const page = useAsk<{ lead: Lead | null }>(`/growth/${me}`, ['growth_lead'])
  const led = useAsk<{ member: string; agreed: boolean }[]>('/growth', ['growth_lead'])
  const lead = page.value?.lead
  const others = led.value?.filter((l) => l.member !== me) ?? []
  if (!page.value || !led.value) return null
  return (
    <div className="flex flex-col gap-4">
      {lead && !lead.agreedAt && <LeadAsked lead={lead.lead} />}
      {lead?.agreedAt && <Leader id={lead.lead} />}
      {others.length > 0 && (
        <ul className="flex flex-col divide-y">
          {others.map((l) => (
            <LedLine key={l.member} member={l.member} agreed={l.agreed} />
          ))}
        </ul>
      )}
      {!lead && others.length === 0 && <p className="text-text-muted">{m.growth_lead_nobody()}</p>}
    </div>
  )
}

function Leader({ id }: { id: string }) {
  const name = useMember(id)?.name ?? m.screens_somebody()
  return (
    <p>
      {m.growth_lead_named({ name })}. {m.growth_lead_sees({ name })}
    </p>
  )
}

function LedLine({ member, agreed }: { member: string; agreed: boolean }) {
  const name = useMember(member)?.name ?? m.screens_somebody()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-52">{agreed ? m.growth_lead_you({ name }) : m.growth_lead_you_named({ name })}</span>
      <StopLeading member={member} />
    </li>
  )
}
