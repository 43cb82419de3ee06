import { useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { criteriaIn } from '@/record/page/criteria'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

import { first } from './gherkin'
import { GherkinEditor } from './GherkinEditor'
import { GherkinText } from './GherkinText'
import { useChecked } from './useChecked'

/** Criteria that are written as scenarios: the text, and what it asks for case by case. */
export function Scenarios({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'scenarios')
  const [writing, setWriting] = useState(false)
  const text = typeof record.scenarios === 'string' ? record.scenarios : ''
  const cases = criteriaIn(record.criteria).filter((c) => c.scenario)
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  if (readOnly && text === '') return null
  if (text === '' && !writing)
    return (
      <div>
        <Button size="sm" variant="ghost" icon="code" data-act="scenarios" {...tip(proposes(right))} onClick={() => setWriting(true)} className="-ml-2">
          {m.story_scenarios_write()}
        </Button>
      </div>
    )
  return (
    <section aria-label={m.story_scenarios()}>
      <SectionHeader
        title={m.story_scenarios()}
        count={cases.length || undefined}
        actions={
          !readOnly &&
          !writing && (
            <Button size="sm" variant="ghost" icon="pencil" data-act="scenarios" {...tip(proposes(right))} onClick={() => setWriting(true)}>
              {m.record_edit()}
            </Button>
          )
        }
      />
      {writing ? (
        <GherkinEditor start={text || first} proposes={proposes(right)} onClose={() => setWriting(false)} onSave={(next) => data.change(record.id, { scenarios: next })} />
      ) : (
        <>
          <Written text={text} />
          <ul aria-label={m.story_scenarios_cases()} className="mt-2 flex flex-col">
            {cases.map((c) => (
              <li key={c.id} className="flex min-h-6 items-center gap-2 text-13">
                <Icon name={c.met ? 'circle-check' : 'circle'} size={14} className={cx('shrink-0', c.met ? 'text-green' : 'text-text-faint')} label={c.met ? m.story_case_met() : m.story_case_open()} />
                <span className={cx('min-w-0', c.met && 'text-text-muted')}>{c.text}</span>
                {c.rule && <span className="truncate text-12 text-text-faint">{c.rule}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Written({ text }: { text: string }) {
  const checked = useChecked(text)
  const style = checked?.problems ?? []
  return (
    <>
      <pre tabIndex={0} aria-label={m.story_scenarios()} className="max-h-96 overflow-auto rounded border border-line bg-bg-sunken px-3 py-2 font-mono text-13 leading-5 whitespace-pre-wrap wrap-anywhere quiet-scroll">
        <GherkinText text={text} lines={checked?.lines} />
      </pre>
      {style.map((p) => (
        <p key={`${p.line} ${p.what}`} className="mt-1 flex items-start gap-1.5 text-12 text-text-muted">
          <Icon name="lightbulb" size={14} className="mt-px shrink-0 text-amber" />
          <span>
            <span className="tabular">{m.story_scenarios_line({ line: p.line })}</span> {p.what}
          </span>
        </p>
      ))}
    </>
  )
}
