import { useState } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { useSubmit } from '@/lib/submit'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Icon } from '@/ui/icon'
import { Callout } from '@/ui/state'

import { FoundList } from './FoundList'
import { changes, countRows, type Report } from './report'
import { countWord } from './words'

/** A report: what was made, where to see it, what was found, and the way back. */
export function ReportView({ report }: { report: Report }) {
  const [undone, setUndone] = useState(false)
  const nothing = changes(report) === 0
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h2 className="text-16 font-semibold">{m.settings_report_title({ name: report.name || report.source })}</h2>
        <p className="text-text-muted">{nothing ? m.settings_report_nothing() : m.settings_report_text({ product: report.product })}</p>
      </header>
      {undone && <Callout tone="green">{m.settings_report_undone()}</Callout>}
      {!undone && report.product && <Links product={report.product} />}
      <Counts report={report} />
      <FoundList found={report.problems} />
      {!nothing && !undone && <Undo report={report} onDone={() => setUndone(true)} />}
    </div>
  )
}

function Links({ product }: { product: string }) {
  const link = useLink()
  const places: [path: string, name: () => string, icon: string][] = [
    ['board', m.settings_report_board, 'square-kanban'],
    ['backlog', m.settings_report_backlog, 'list-ordered'],
    ['backlog?q=sort:-created', m.settings_report_newest, 'history'],
  ]
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {places.map(([path, name, icon]) => (
        <li key={path}>
          <a {...link(`/p/${product}/${path}`)} className="flex items-center gap-1.5 text-accent-text hover:underline">
            <Icon name={icon} size={14} />
            {name()}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Counts({ report }: { report: Report }) {
  const rows = countRows(report)
  if (rows.length === 0) return null
  const columns = [
    ['created', m.settings_report_created()],
    ['updated', m.settings_report_updated()],
    ['unchanged', m.settings_report_unchanged()],
  ] as const
  return (
    <table className="w-full max-w-xl">
      <thead>
        <tr className="border-b text-right text-12 text-text-muted [&>th]:h-7 [&>th]:font-medium">
          <th className="text-left">{m.settings_report_what()}</th>
          {columns.map(([c, name]) => (
            <th key={c} className="w-28">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.word} className="tabular h-7 border-b text-right">
            <td className="text-left first-letter:uppercase">{countWord(r.word)}</td>
            {columns.map(([c]) => (
              <td key={c} className={r[c] === 0 ? 'text-text-faint' : 'font-medium'}>
                {r[c].toLocaleString()}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Takes a whole import back, as far as nobody has built on it. */
function Undo({ report, onDone }: { report: Report; onDone: () => void }) {
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
    if (await run(async () => ({ answer: await data.call('POST', `/imports/${report.request}/undo`, {}) }))) {
      onDone()
      void data.session.load()
    }
  }
  return (
    <section className="flex flex-col gap-2 border-t pt-4">
      <h3 className="text-13 font-semibold">{m.settings_undo()}</h3>
      <p className="max-w-prose text-text-muted">{m.settings_undo_hint()}</p>
      {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
      <div>
        <Button icon="undo-2" busy={busy} onClick={() => void undo()}>
          {m.settings_undo_button()}
        </Button>
      </div>
    </section>
  )
}
