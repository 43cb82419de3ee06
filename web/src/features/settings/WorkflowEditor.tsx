import { useState } from 'react'

import { useGroups } from '@/data/hooks'
import { KINDS, type KindName } from '@/data/kinds.gen'
import type { Right } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { StateBadge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Callout } from '@/ui/state'

import { kindsName } from './kindNames'
import { RemoveStateDialog } from './RemoveStateDialog'
import { useSend } from './send'
import { DROPPED, StateRow } from './StateRow'
import { add, changed, draftOf, effect, type Family, flaws, type FlowState, give, input, move, recategorise, remove, rename, standardInput, type DraftState } from './workflow'
import { CATEGORY_NAMES, effectWords, flawWords } from './workflowWords'

interface WorkflowEditorProps {
  family: Family
  product: MyProduct
  right: Right
  onSaved: () => void
}

/** The states of some kinds as a draft; nothing is changed before it is saved as a whole. */
export function WorkflowEditor({ family, product, right, onSaved }: WorkflowEditorProps) {
  const [draft, setDraft] = useState(() => draftOf(family))
  const [removing, setRemoving] = useState<DraftState>()
  const { busy, refusal, send } = useSend()
  const standard = standardOf(family.kinds[0]!)
  const found = flaws(draft, standard)
  const countOf = useCounts(product.key, family.kinds)
  const dirty = changed(draft)
  const save = async () => {
    const sent = await send('POST', '/workflows/set', input(draft, product.id), m.settings_workflow_saved())
    if (!sent) return
    // What was proposed is with those who decide; here it is as it was.
    if ('proposed' in sent) setDraft(draftOf(family))
    else onSaved()
  }
  const reset = async () => {
    const yes = await confirm({ title: m.settings_workflow_reset_title(), text: m.settings_workflow_reset_text(), action: m.settings_workflow_reset() })
    if (yes && (await send('POST', '/workflows/set', standardInput(family, standard, product.id), m.settings_workflow_saved()))) onSaved()
  }
  const take = (s: DraftState) => {
    if (s.was !== undefined && countOf(s.was) !== 0) return setRemoving(s)
    // Archived records are not counted and need a home all the same.
    const near = draft.states.find((o) => o.id !== s.id && o.category === s.category) ?? draft.states.find((o) => o.id !== s.id)
    setDraft(remove(draft, s.id, near?.id))
  }
  const whole = found.filter((f) => !('id' in f))
  return (
    <div className="flex flex-col gap-4">
      <Shared family={family} />
      <ol
        ref={(list) => {
          const drop = (e: Event) => {
            const { from, to } = (e as CustomEvent<{ from: number; to: number }>).detail
            setDraft((d) => move(d, d.states[from]!.id, to))
          }
          list?.addEventListener(DROPPED, drop)
          return () => list?.removeEventListener(DROPPED, drop)
        }}
        className="border-t"
      >
        {draft.states.map((s, i) => (
          <StateRow
            key={s.id}
            state={s}
            index={i}
            last={draft.states.length - 1}
            count={countOf(s.was)}
            standard={standard}
            flaw={found.find((f) => 'id' in f && f.id === s.id)}
            onRename={(name) => setDraft(rename(draft, s.id, name))}
            onCategory={(c) => setDraft(recategorise(draft, s.id, c, standard))}
            onMeaning={(w) => setDraft(give(draft, s.id, w, standard))}
            onMove={(to) => setDraft(move(draft, s.id, to))}
            onRemove={() => take(s)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon="plus" onClick={() => setDraft(add(draft, '', 'doing'))}>
          {m.settings_state_add()}
        </Button>
        {family.own && (
          <Button variant="ghost" onClick={() => void reset()}>
            {m.settings_workflow_reset()}
          </Button>
        )}
      </div>
      {whole.length > 0 && <Callout tone="amber">{whole.map(flawWords).join(' ')}</Callout>}
      {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
      {dirty && (
        <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-t bg-bg py-3">
          <p className="min-w-0 flex-1 text-text-muted">{effectWords(effect(draft))}</p>
          <Button variant="ghost" onClick={() => setDraft(draftOf(family))}>
            {m.settings_discard()}
          </Button>
          <Button variant="primary" busy={busy} disabled={found.length > 0} onClick={() => void save()}>
            {right.may === 'propose' ? m.settings_propose() : m.settings_save()}
          </Button>
        </div>
      )}
      {removing && (
        <RemoveStateDialog
          state={removing}
          others={draft.states.filter((s) => s.id !== removing.id)}
          count={countOf(removing.was)}
          onClose={() => setRemoving(undefined)}
          onRemove={(home) => {
            setDraft(remove(draft, removing.id, home))
            setRemoving(undefined)
          }}
        />
      )}
    </div>
  )
}

/** The states as they are, for who may not even propose. */
export function WorkflowList({ family, product }: Pick<WorkflowEditorProps, 'family' | 'product'>) {
  const countOf = useCounts(product.key, family.kinds)
  return (
    <div className="flex flex-col gap-4">
      <Shared family={family} />
      <ol className="divide-y border-y">
        {family.states.map((s) => (
          <li key={s.name} className="flex h-row items-center gap-4">
            <span className="w-56 truncate font-medium">{s.name}</span>
            <StateBadge state={CATEGORY_NAMES[s.category]()} category={s.category} className="w-28" />
            <span className="text-text-muted">{s.meaning && m.settings_state_means({ meaning: s.meaning })}</span>
            <span className="tabular ml-auto text-12 text-text-muted">{countOf(s.name) !== undefined && m.settings_state_count({ count: countOf(s.name)! })}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Shared({ family }: { family: Family }) {
  if (family.kinds.length === 1) return null
  return <p className="text-text-muted">{m.settings_workflow_shared({ kinds: family.kinds.map(kindsName).join(', ') })}</p>
}

/** The states that every product starts with; each means itself. */
function standardOf(kind: string): FlowState[] {
  return (KINDS[kind as KindName]?.states ?? []).map((s) => ({ name: s.name, category: s.category as FlowState['category'], meaning: s.name }))
}

/** How many records are in which state; undefined until it is known. */
function useCounts(product: string, kinds: readonly string[]): (state: string | undefined) => number | undefined {
  const { groups } = useGroups({ q: `type:${kinds.join(',')} group:state`, product })
  return (state) => (groups && state !== undefined ? (groups.find((g) => g.value === state)?.count ?? 0) : undefined)
}
