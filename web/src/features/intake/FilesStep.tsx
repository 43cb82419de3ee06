import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { ColumnTable } from './ColumnTable'
import { FileDrop } from './FileDrop'
import { readable } from './columns'
import { formatOf, headersOf, jobOf, removeFile, setFormat, setTable, setTarget } from './flow'
import { type Format, FORMATS, together } from './format'
import { SampleTable } from './SampleTable'
import { TargetPick } from './TargetPick'
import type { Import } from './useImport'
import { FORMAT_NAMES } from './words'

interface FilesStepProps {
  it: Import
  products: readonly { id: string; key: string; title: string }[]
  make: boolean
}

/** Which files, what wrote them, and where they go. */
export function FilesStep({ it, products, make }: FilesStepProps) {
  const { flow, set } = it
  const format = formatOf(flow)
  const { mixed } = together(flow.files.map((f) => f.chosen))
  const headers = headersOf(flow)
  const unknown = flow.files.length > 0 && format === undefined
  const lost = format === 'csv' && flow.table !== undefined && !readable(flow.table)
  const job = jobOf(flow)
  const samples = flow.files.flatMap((f) => f.chosen.samples).slice(0, 8)
  return (
    <>
      <FileDrop files={flow.files} onAdd={it.add} onRemove={(name) => set((f) => removeFile(f, name))} />
      {flow.files.length > 0 && (
        <>
          {mixed && <Callout tone="amber">{m.settings_import_mixed()}</Callout>}
          <div className="grid max-w-3xl gap-x-6 gap-y-4 sm:grid-cols-2">
            <Field label={m.settings_import_format()} hint={flow.format ? undefined : unknown ? m.settings_import_format_unknown() : m.settings_import_format_found()}>
              <Select
                value={format ?? null}
                placeholder={m.settings_import_format_choose()}
                onChange={(to: Format) => set((f) => setFormat(f, to))}
                options={FORMATS.map((x) => ({ value: x, label: FORMAT_NAMES[x]() }))}
              />
            </Field>
            <TargetPick target={flow.target} products={products} make={make} refusal={flow.refusal} onChange={(t) => set((f) => setTarget(f, t))} />
          </div>
          {format === 'csv' && flow.table ? (
            <ColumnTable headers={headers} samples={flow.files.find((f) => f.chosen.headers)?.chosen} table={flow.table} onChange={(t) => set((f) => setTable(f, t))} />
          ) : (
            samples.length > 0 && <SampleTable samples={samples} />
          )}
          {lost && <Callout tone="amber">{m.settings_import_no_title()}</Callout>}
          <Refused it={it} />
          <div className="flex items-center gap-3">
            <Button variant="primary" icon="list-checks" busy={flow.busy} disabled={!job || lost} onClick={() => void it.check()}>
              {m.settings_import_check()}
            </Button>
            <span className="text-text-muted">{m.settings_import_check_hint()}</span>
          </div>
        </>
      )}
    </>
  )
}

/** What was refused, with what it says of single parts. */
export function Refused({ it }: { it: Import }) {
  const { refusal } = it.flow
  if (!refusal) return null
  const parts = refusal.fields.filter((f) => f.field !== 'product' && f.field !== 'title')
  return (
    <div role="alert">
      <Callout tone="red" title={refusal.fields.length > 0 && parts.length === 0 ? m.settings_import_see_product() : refusal.detail}>
        {parts.map((f) => (
          <p key={f.field + f.message}>
            <span className="keyed">{f.field}</span> {f.message}
          </p>
        ))}
        <p>{m.settings_import_kept()}</p>
      </Callout>
    </div>
  )
}
