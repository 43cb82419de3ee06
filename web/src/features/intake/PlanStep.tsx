import { useMembers, useWorkflow } from '@/data/hooks'
import { listed } from '@/lib/deciders'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { RadioGroup } from '@/ui/input'
import { Callout } from '@/ui/state'

import { FoundList } from './FoundList'
import { Refused } from './FilesStep'
import { setChoices } from './flow'
import { KindMap } from './KindMap'
import { type Category, type Choices, chosen, kindCounts, people, type Plan, states, types } from './mapping'
import { PeopleMap } from './PeopleMap'
import { changes, type Report } from './report'
import { SampleTable } from './SampleTable'
import { StateMap } from './StateMap'
import type { Import } from './useImport'
import { countWord, kindCount, kindName } from './words'

/** What would become what, each part to be changed by hand. */
export function PlanStep({ it }: { it: Import }) {
  const { flow, set } = it
  const report = flow.plan
  const flowStates = useWorkflow(flow.target.make === undefined ? flow.target.key : undefined, 'story')
  if (!report?.plan) return null
  const plan = report.plan
  const there = flowStates.map((s) => ({ name: s.name, category: (s.category || 'todo') as Category }))
  const choose = (c: Choices) => set((f) => setChoices(f, c))
  const nothing = changes(report) === 0
  return (
    <>
      <Summary report={report} plan={plan} choices={flow.choices} />
      {nothing && <Callout tone="green">{m.settings_plan_nothing()}</Callout>}
      <FoundList found={report.problems} />
      <KindMap rows={types(plan, flow.choices)} choices={flow.choices} onChange={choose} />
      <StateMap rows={states(plan, flow.choices, there)} there={there} choices={flow.choices} onChange={choose} />
      <PeopleMap rows={people(plan, flow.choices)} choices={flow.choices} onChange={choose} />
      <RadioGroup
        label={m.settings_plan_checklists()}
        value={flow.choices.checklists ?? plan.checklists}
        onChange={(checklists) => choose({ ...flow.choices, checklists })}
        options={[
          { value: 'criteria', label: m.settings_plan_criteria(), hint: m.settings_plan_criteria_hint() },
          { value: 'tasks', label: m.settings_plan_tasks(), hint: m.settings_plan_tasks_hint() },
        ]}
      />
      <Samples it={it} plan={plan} there={there} />
      <Refused it={it} />
      <Foot it={it} nothing={nothing && chosen(flow.choices) === 0} />
    </>
  )
}

/** In one sentence: how much of what, into where. */
function Summary({ report, plan, choices }: { report: Report; plan: Plan; choices: Choices }) {
  const kinds = Object.entries(kindCounts(plan, choices)).sort(([, a], [, b]) => b - a)
  const rest = ['states', 'members', 'sprints', 'releases', 'comments', 'attachments', 'links', 'changes']
    .map((w) => [w, report.created[w] ?? 0] as const)
    .filter(([, n]) => n > 0)
  return (
    <header className="flex flex-col gap-1">
      <h2 className="text-16 font-semibold">{m.settings_plan_title({ name: report.name || report.source, product: report.product })}</h2>
      <p className="max-w-prose text-14">{listed(kinds.map(([k, n]) => kindCount(k, n)))}.</p>
      {rest.length > 0 && (
        <p className="flex flex-wrap gap-x-4 text-text-muted">
          {rest.map(([w, n]) => (
            <span key={w}>
              <span className="tabular font-medium text-text">{n.toLocaleString()}</span> {countWord(w)}
            </span>
          ))}
        </p>
      )}
      <p className="text-text-muted">{m.settings_plan_dry({ kept: report.kept.fields ?? 0 })}</p>
    </header>
  )
}

function Samples({ it, plan, there }: { it: Import; plan: Plan; there: { name: string; category: Category }[] }) {
  const members = useMembers()
  const samples = it.flow.files.flatMap((f) => f.chosen.samples).slice(0, 8)
  if (samples.length === 0) return null
  const kinds = types(plan, it.flow.choices)
  const flow = states(plan, it.flow.choices, there)
  const who = people(plan, it.flow.choices)
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  return (
    <SampleTable
      samples={samples}
      become={(s) => {
        const type = kinds.find((k) => same(k.type, s.type)) ?? (kinds.length === 1 ? kinds[0] : undefined)
        const kind = type?.kind ?? (type?.proposed.length === 1 ? type.proposed[0]!.kind : undefined)
        const person = who.find((p) => same(p.name, s.person) || same(p.id, s.person))
        return {
          kind: kind ? kindName(kind) : '',
          state: flow.find((x) => same(x.name, s.state))?.state ?? '',
          person: members.find((x) => x.id === person?.member)?.name ?? '',
        }
      }}
    />
  )
}

function Foot({ it, nothing }: { it: Import; nothing: boolean }) {
  const { flow, set } = it
  const n = chosen(flow.choices)
  return (
    <div className="sticky bottom-0 -mx-6 flex flex-wrap items-center gap-3 border-t bg-bg px-6 py-3 max-md:-mx-4 max-md:px-4">
      <Button icon="arrow-left" onClick={() => set((f) => ({ ...f, step: 'files' }))}>
        {m.settings_import_files_again()}
      </Button>
      <p className="min-w-0 flex-1 text-text-muted">{flow.stale && n > 0 ? m.settings_plan_stale({ count: n }) : ''}</p>
      {flow.stale && (
        <Button busy={flow.busy} onClick={() => void it.check()}>
          {m.settings_plan_again()}
        </Button>
      )}
      <Button variant="primary" icon="import" busy={flow.busy && !flow.stale} disabled={nothing} onClick={() => void it.run()}>
        {m.settings_import_run_into({ product: flow.target.key })}
      </Button>
    </div>
  )
}
