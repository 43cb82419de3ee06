import { useData } from '@/data/hooks'
import { useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { KindIcon } from '@/ui/icon'
import { Callout } from '@/ui/state'

import type { Report } from './report'

/** What taking an import back did. */
export interface Undone {
  archived: number
  reverted: number
  removed: number
  people: number
  kept: { record: string | null; kind: string; key: string; title: string; reason: string }[]
  keptAll: number
}

/** Takes a whole import back, as far as nobody has built on it. */
export function Undo({ report, onDone }: { report: Report; onDone: (undone: Undone) => void }) {
  const data = useData()
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const undo = async () => {
    const yes = await confirm({
      title: m.settings_undo_title({ name: report.name || report.source }),
      text: m.settings_undo_text({ records: report.created.records ?? 0 }),
      action: m.settings_undo_button(),
      danger: true,
    })
    if (!yes) return
    const undone = await run(() => data.call<Undone>('POST', `/imports/${report.request}/undo`, {}))
    if (!undone) return
    onDone(undone)
    void data.session.load()
  }
  return (
    <section aria-label={m.settings_undo()} className="flex flex-col gap-2 border-t pt-4">
      <h3 className="text-13 font-semibold">{m.settings_undo()}</h3>
      <p className="max-w-prose text-text-muted">{m.settings_undo_hint()}</p>
      {refusal && (
        <Callout tone="red" title={[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}>
          {m.settings_undo_refused()}
        </Callout>
      )}
      <div>
        <Button icon="undo-2" busy={busy} onClick={() => void undo()}>
          {m.settings_undo_button()}
        </Button>
      </div>
    </section>
  )
}

/** What went, and what stays because somebody has worked on it since. */
export function UndoneView({ undone }: { undone: Undone }) {
  const link = useLink()
  return (
    <section aria-label={m.settings_undo()} className="flex flex-col gap-2">
      <Callout tone="green" title={m.settings_report_undone()}>
        {m.settings_undone_counts({ archived: undone.archived, reverted: undone.reverted, removed: undone.removed })}
        {undone.people > 0 && ` ${m.settings_undone_people({ count: undone.people })}`}
      </Callout>
      {undone.keptAll > 0 && (
        <>
          <h3 className="text-13 font-semibold">{m.settings_undone_kept({ count: undone.keptAll })}</h3>
          <ul className="max-w-4xl divide-y border-y">
            {undone.kept.map((k) => (
              <li key={`${k.kind} ${k.record} ${k.title} ${k.reason}`} className="flex min-h-row flex-wrap items-center gap-x-2 py-1">
                <KindIcon kind={k.kind} size={14} />
                {k.key && (
                  <a {...link(recordAddress(k.key))} className="keyed text-accent-text hover:underline">
                    {k.key}
                  </a>
                )}
                <span className="min-w-0 truncate font-medium">{k.title}</span>
                <span className="min-w-0 text-text-muted">{k.reason}</span>
              </li>
            ))}
            {undone.keptAll > undone.kept.length && <li className="py-1 text-text-muted">{m.settings_found_more({ count: undone.keptAll - undone.kept.length })}</li>}
          </ul>
        </>
      )}
    </section>
  )
}
