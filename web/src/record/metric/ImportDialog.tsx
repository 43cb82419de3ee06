import { useState } from 'react'

import { useData, useMe } from '@/data/hooks'
import { problemOf, type Rec } from '@/data/types'
import { measure } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import type { Point } from '@/record/screen/Trend'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

interface Tried {
  added: number
  replaced: number
  same: number
  rows: number
  faults: number
  bad: { row: number; column: string; text: string; reason: string }[]
  sample: Point[]
}

/** Reads points from a table: pasted, or from a file; first tried, then taken. */
export function ImportDialog({ metric, onClose }: { metric: Rec; onClose: () => void }) {
  const act = useAct()
  const { client } = useData()
  const [text, setText] = useState('')
  const [tried, setTried] = useState<Tried>()
  const [refused, setRefused] = useState('')
  const change = (next: string) => {
    setText(next)
    setTried(undefined)
    setRefused('')
  }
  const attempt = async (table: string) => {
    try {
      setTried((await client.send<Tried>('POST', `/metrics/${metric.id}/import`, { text: table, dryRun: true })).value)
    } catch (e) {
      setRefused(whyRefused(problemOf(e)))
    }
  }
  const send = async () => {
    if (!tried) return attempt(text)
    if (await act('POST', `/metrics/${metric.id}/import`, { text }, m.metric_imported({ name: metric.title, count: tried.added + tried.replaced }))) onClose()
  }
  const nothing = tried !== undefined && tried.added + tried.replaced === 0
  return (
    <Ask title={m.metric_import_title({ name: metric.title })} text={m.metric_import_text()} action={tried ? m.metric_import_take({ count: tried.added + tried.replaced }) : m.metric_import_try()} size="lg" ready={text.trim() !== '' && !nothing} onSend={send} onClose={onClose}>
      <TextArea label={m.metric_import_table()} rows={8} value={text} onChange={change} placeholder={'day,value,note\n2026-11-02,7.4\n2026-11-09,7.6,'} className="font-mono" spellCheck={false} />
      <label className="inline-flex w-fit">
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only peer"
          onChange={(e) => {
            const file = e.target.files?.[0]
            if (file) void file.text().then((t) => (change(t), attempt(t)))
          }}
        />
        <span className="inline-flex h-7 cursor-pointer items-center rounded border border-line-strong px-2 text-13 peer-focus-visible:outline-2 peer-focus-visible:outline-accent hover:bg-bg-hover">{m.metric_import_file()}</span>
      </label>
      {refused && <Callout tone="red">{refused}</Callout>}
      {tried && <Understood metric={metric} tried={tried} />}
      {tried && (
        <Button size="sm" variant="ghost" onClick={() => void attempt(text)}>
          {m.metric_import_again()}
        </Button>
      )}
    </Ask>
  )
}

/** How the table was understood, and what in it could not be read. */
function Understood({ metric, tried }: { metric: Rec; tried: Tried }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const unit = typeof metric.unit === 'string' ? metric.unit : ''
  return (
    <div role="status" className="flex flex-col gap-2 text-13">
      <p>{m.metric_import_would({ added: tried.added, replaced: tried.replaced, same: tried.same })}</p>
      <ul className="tabular flex flex-wrap gap-x-4 text-text-muted">
        {tried.sample.map((p) => (
          <li key={p.at}>{`${sayDay(dayIn(p.at, zone), today)}: ${measure(p.value, unit)}`}</li>
        ))}
      </ul>
      {tried.faults > 0 && (
        <Callout tone="amber">
          <p>{m.metric_import_faults({ count: tried.faults })}</p>
          <ul className="max-h-40 overflow-y-auto">
            {tried.bad.map((b) => (
              <li key={`${b.row} ${b.column}`}>{m.metric_import_fault({ row: b.row, column: b.column, text: b.text, reason: b.reason })}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  )
}
