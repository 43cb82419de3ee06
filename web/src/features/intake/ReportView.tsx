import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Icon } from '@/ui/icon'

import { FoundList } from './FoundList'
import { changes, countRows, type Report } from './report'
import { Undo, type Undone, UndoneView } from './Undo'
import { countWord } from './words'

/** A report: what was made, where to see it, what was found, and the way back; `gone` is when one was undone. */
export function ReportView({ report, gone }: { report: Report; gone?: string }) {
  const [undone, setUndone] = useState<Undone>()
  const nothing = changes(report) === 0
  const name = report.name || report.source
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h2 className="text-16 font-semibold">{undone || gone ? m.settings_report_gone({ name }) : m.settings_report_title({ name })}</h2>
        {!undone && <p className="text-text-muted">{gone ? m.settings_run_undone({ when: gone }) : nothing ? m.settings_report_nothing() : m.settings_report_text({ product: report.product })}</p>}
      </header>
      {undone && <UndoneView undone={undone} />}
      {!undone && !gone && report.product && <Links product={report.product} />}
      <Counts report={report} />
      <FoundList found={report.problems} />
      {!nothing && !undone && !gone && <Undo report={report} onDone={setUndone} />}
    </div>
  )
}

function Links({ product }: { product: string }) {
  const link = useLink()
  const places: [path: string, name: () => string, icon: string][] = [
    ['backlog?view=board', m.settings_report_board, 'square-kanban'],
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
