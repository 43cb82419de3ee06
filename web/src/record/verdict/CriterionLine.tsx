import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { Kbd } from '@/ui/kbd'
import { tip } from '@/ui/tooltip'

import { Proofs } from './Proofs'
import { type CriterionTests, outcomeIcons, outcomeNames } from './tests'
import type { Criterion, Found, Proof } from './verdict'

interface CriterionLineProps {
  item: string
  nth: number
  criterion: Criterion
  found: Found[string] | undefined
  tests: CriterionTests | undefined
  onMet: (met: boolean | undefined) => void
  onEvidence: (evidence: string) => void
  onProofs: (proofs: readonly Proof[]) => void
}

/** One criterion: does it hold, and what shows it. */
export function CriterionLine({ item, nth, criterion, found, tests, onMet, onEvidence, onProofs }: CriterionLineProps) {
  const met = found?.met
  const asked = met ? m.screens_criterion_evidence() : m.screens_criterion_evidence_fails()
  return (
    <li className="flex flex-col gap-1 border-t py-2">
      <div className="flex items-start gap-2">
        <span className="flex shrink-0 gap-1">
          <IconButton icon="check" size="sm" variant={met === true ? 'primary' : 'default'} pressed={met === true} label={m.screens_criterion_holds({ text: criterion.text })} onClick={() => onMet(met === true ? undefined : true)} />
          <IconButton icon="x" size="sm" variant={met === false ? 'danger' : 'default'} pressed={met === false} label={m.screens_criterion_fails({ text: criterion.text })} onClick={() => onMet(met === false ? undefined : false)} />
        </span>
        <span className="min-w-0 flex-1 pt-0.5 text-14">{criterion.text}</span>
        {tests?.outcome && <Tested tests={tests} />}
        {nth <= 9 && <Kbd keys={String(nth)} />}
      </div>
      {met !== undefined && (
        <div className="flex flex-col gap-1.5 pl-15">
          <TextInput data-evidence={criterion.id} aria-label={asked} placeholder={asked} value={found?.evidence ?? ''} onChange={onEvidence} size="sm" onKeyDown={(e) => (e.key === 'Escape' || e.key === 'Enter') && e.currentTarget.blur()} />
          <Proofs item={item} text={criterion.text} proofs={found?.proofs ?? []} tests={tests} onChange={onProofs} />
        </div>
      )}
    </li>
  )
}

/** How the tests of a criterion came out when they last ran. */
function Tested({ tests }: { tests: CriterionTests }) {
  const look = outcomeIcons[tests.outcome] ?? outcomeIcons.skipped!
  const name = (outcomeNames[tests.outcome] ?? m.accept_tests)()
  const failed = tests.cases.find((c) => c.message)
  return (
    <span {...tip([name, failed?.test, failed?.message].filter(Boolean).join('\n'))} className="mt-0.5 shrink-0">
      <Icon name={look.icon} size={14} className={look.tone} label={name} />
    </span>
  )
}
