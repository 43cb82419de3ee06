/**
 * Intake: bringing in what other tools export. Files are chosen, a check says
 * what would become what, people change it by hand, then it runs; a whole run
 * can be undone.
 */
import { useSearch } from '@tanstack/react-router'

import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Screen } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import { FilesStep } from './FilesStep'
import type { Flow } from './flow'
import { PlanStep } from './PlanStep'
import { ReportStep } from './ReportStep'
import { RunStep } from './RunStep'
import { RunReport } from './RunReport'
import { type Import, useImport } from './useImport'

const STEPS: readonly [Flow['step'], () => string][] = [
  ['files', m.settings_import_step_files],
  ['plan', m.settings_import_step_plan],
  ['run', m.settings_import_step_run],
  ['report', m.settings_import_step_report],
]

/** /import: a new import; /import?run=ID: what an earlier one did. */
export function ImportScreen() {
  const { run, product, back } = useSearch({ strict: false }) as { run?: string; product?: string; back?: string }
  const go = useGo()
  const actions = back?.startsWith('/setup') ? (
    <Button icon="arrow-left" onClick={() => go(back)}>
      {m.settings_import_back_to_setup()}
    </Button>
  ) : (
    <Button variant="ghost" icon="history" onClick={() => go('/settings/import')}>
      {m.settings_import_earlier()}
    </Button>
  )
  return (
    <Screen title={m.settings_import_title()} actions={actions} scroll>
      {run ? <RunReport key={run} id={run} /> : <NewImport product={product} back={back} />}
    </Screen>
  )
}

/** The products that one may import into, and whether one may make another. */
function useTargets() {
  const { products, abilities } = useMe()
  return {
    products: products.filter((p) => abilities[p.id]?.['import.run'] === 'act'),
    make: abilities.workspace?.['product.make'] === 'act',
  }
}

function NewImport({ product, back }: { product?: string; back?: string }) {
  const { products, make } = useTargets()
  const into = products.find((p) => p.key === product) ?? (make ? undefined : products[0])
  const it = useImport(into ? { key: into.key } : { key: '', make: '' })
  if (products.length === 0 && !make) {
    return (
      <div className="max-w-3xl px-6 py-5">
        <Callout title={m.settings_import_not()}>{m.settings_import_not_text()}</Callout>
      </div>
    )
  }
  return (
    <div className="flex max-w-5xl flex-col gap-5 px-6 py-5 max-md:px-4">
      <Steps step={it.flow.step} />
      <Step it={it} products={products} make={make} back={back} />
    </div>
  )
}

function Step({ it, products, make, back }: { it: Import; products: readonly { id: string; key: string; title: string }[]; make: boolean; back?: string }) {
  switch (it.flow.step) {
    case 'files':
      return <FilesStep it={it} products={products} make={make} />
    case 'plan':
      return <PlanStep it={it} />
    case 'run':
      return <RunStep it={it} />
    case 'report':
      return <ReportStep it={it} back={back} />
  }
}

function Steps({ step }: { step: Flow['step'] }) {
  const here = STEPS.findIndex(([s]) => s === step)
  return (
    <ol aria-label={m.settings_import_steps()} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-faint">
      {STEPS.map(([s, name], i) => (
        <li key={s} aria-current={i === here ? 'step' : undefined} className={i === here ? 'font-semibold text-text' : undefined}>
          {i > 0 && <span className="mr-2 text-text-faint">›</span>}
          {i + 1} {name()}
        </li>
      ))}
    </ol>
  )
}
