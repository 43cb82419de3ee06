import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Markdown } from '@/ui/markdown'

import { Level } from './Level'
import { type Ability, type Assessment, type GrowthPage, nameIn } from './types'

/** How the skills were seen, by whom and when; the latest first. */
export function Assessments({ page, skills, again }: { page: GrowthPage; skills: readonly Ability[]; again: () => void }) {
  return (
    <Part title={m.growth_history()} note={page.assessments.length}>
      {page.assessments.length === 0 && <p className="text-13 text-text-muted">{m.growth_history_none()}</p>}
      <ul>
        {page.assessments.map((a, i) => (
          <One key={a.id} member={page.member} a={a} before={page.assessments.slice(i + 1).find((b) => b.side === a.side)} skills={skills} again={again} />
        ))}
      </ul>
    </Part>
  )
}

function One({ member, a, before, skills, again }: { member: string; a: Assessment; before: Assessment | undefined; skills: readonly Ability[]; again: () => void }) {
  const members = useMembers()
  const me = useMe().member.id
  const today = useToday()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const mean = Object.values(a.levels).reduce((sum, l) => sum + l, 0) / Math.max(Object.keys(a.levels).length, 1)
  const title = (name: string) => skills.find((s) => s.name === name)?.title ?? name
  const remove = async () => {
    const yes = await confirm({ title: m.growth_withdraw_ask(), text: m.growth_withdraw_text(), action: m.growth_withdraw(), danger: true })
    if (yes && (await act('POST', `/growth/${member}/withdraw`, { assessment: a.id }, m.growth_withdrawn(), { final: true }))) again()
  }
  return (
    <li className="border-b py-1.5 text-13">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3">
        <Button size="sm" variant="ghost" icon={open ? 'chevron-down' : 'chevron-right'} aria-expanded={open} className="min-w-32 justify-start" onClick={() => setOpen(!open)}>
          {sayDay(a.on, today)}
        </Button>
        <span className="w-12">
          <Badge tone={a.side === 'self' ? 'blue' : 'violet'}>{a.side === 'self' ? m.growth_self() : m.growth_by_lead()}</Badge>
        </span>
        <span>{nameIn(members, a.by)}</span>
        <span className="tabular text-text-muted">{m.growth_mean({ mean: mean.toFixed(1), count: Object.keys(a.levels).length })}</span>
        {a.by === me && (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => void remove()}>
            {m.growth_withdraw()}
          </Button>
        )}
      </div>
      {open && (
        <div className="flex flex-col gap-2 py-2 pl-2">
          {a.word && <Markdown text={a.word} dense />}
          <ul className="grid gap-x-8 gap-y-1 md:grid-cols-2">
            {Object.entries(a.levels).map(([name, l]) => {
              const was = before?.levels[name]
              return (
                <li key={name} className="min-w-0">
                  <span className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 truncate">{title(name)}</span>
                    {was !== undefined && was !== l && <span className="tabular text-12 text-text-muted">{m.growth_was({ n: was })}</span>}
                    <Level value={l} tone={a.side === 'self' ? 'bg-blue' : 'bg-violet'} />
                  </span>
                  {a.notes[name] && <span className="block text-12 text-text-muted">{a.notes[name]}</span>}
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </li>
  )
}
