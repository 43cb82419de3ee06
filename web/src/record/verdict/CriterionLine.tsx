import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { TextInput } from '@/ui/input'
import { Kbd } from '@/ui/kbd'

import type { Criterion } from './verdict'

interface CriterionLineProps {
  nth: number
  criterion: Criterion
  found: { met?: boolean; evidence?: string } | undefined
  onMet: (met: boolean | undefined) => void
  onEvidence: (evidence: string) => void
}

/** One criterion: does it hold, and what shows it. */
export function CriterionLine({ nth, criterion, found, onMet, onEvidence }: CriterionLineProps) {
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
        {nth <= 9 && <Kbd keys={String(nth)} />}
      </div>
      {met !== undefined && (
        <div className="pl-15">
          <TextInput aria-label={asked} placeholder={asked} value={found?.evidence ?? ''} onChange={onEvidence} size="sm" />
        </div>
      )}
    </li>
  )
}
