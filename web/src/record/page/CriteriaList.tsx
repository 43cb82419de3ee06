import { useRef, useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { whyRefused } from '@/record/fields/refusal'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

import { addCriteria, criteriaIn, moveBy, moveTo, removeCriterion, setMet, setText, type Criterion } from './criteria'
import { CriterionRow } from './CriterionRow'
import { NewCriterion } from './NewCriterion'

/** Acceptance criteria: read, ticked, written and put in order, all from the keyboard too. */
export function CriteriaList({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'criteria')
  const [adding, setAdding] = useState<string | 'end'>()
  // Those that follow from scenarios are shown with these, and change with these.
  const all = criteriaIn(record.criteria)
  const list = all.filter((c) => !c.scenario)
  const box = useRef<HTMLOListElement>(null)
  const readOnly = right.may === 'no'
  const set = (next: Criterion[]) => data.change(record.id, { criteria: [...next, ...all.filter((c) => c.scenario)] })
  const move = (id: string, by: number) => {
    void set(moveBy(list, id, by))
    // The row keeps the focus where it went.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-criterion="${id}"] [data-grip]`)?.focus())
  }
  const add = async (text: string, after?: string) => {
    const next = addCriteria(list, text, after)
    const made = next.find((c) => !list.some((x) => x.id === c.id))
    const outcome = await set(next)
    return 'refused' in outcome ? { refused: whyRefused(outcome.refused) } : { last: made?.id }
  }
  if (readOnly && list.length === 0) return null
  return (
    <section aria-label={m.record_criteria()}>
      <SectionHeader
        title={m.record_criteria()}
        count={list.length || undefined}
        actions={
          !readOnly && (
            <Button size="sm" variant="ghost" icon="plus" data-act="criterion" {...tip(proposes(right))} onClick={() => setAdding('end')}>
              {m.record_criteria_add()}
            </Button>
          )
        }
      />
      {all.length === 0 && !adding && <p className="text-13 text-text-faint">{m.record_criteria_empty()}</p>}
      <ol ref={box} className="-mx-2">
        {list.map((c, i) => (
          <CriterionRow
            key={c.id}
            criterion={c}
            place={i + 1}
            of={list.length}
            readOnly={readOnly}
            proposes={proposes(right)}
            onMet={(met) => void set(setMet(list, c.id, met))}
            onText={(text) => set(setText(list, c.id, text))}
            onRemove={() => void set(removeCriterion(list, c.id))}
            onMove={(by) => move(c.id, by)}
            onDrop={(id, below) => void set(moveTo(list, id, placeOf(list, id, c.id, below)))}
            under={adding === c.id && <NewCriterion onAdd={(text) => add(text, c.id)} onClose={() => setAdding(undefined)} onNext={(id) => setAdding(id)} />}
            onAfter={() => setAdding(c.id)}
          />
        ))}
      </ol>
      {adding === 'end' && <NewCriterion onAdd={(text) => add(text)} onClose={() => setAdding(undefined)} onNext={() => undefined} />}
    </section>
  )
}

/** The place, in the list without it, at which what is dropped above or below another goes. */
export function placeOf(list: readonly Criterion[], id: string, target: string, below: boolean): number {
  return list.filter((c) => c.id !== id).findIndex((c) => c.id === target) + (below ? 1 : 0)
}
