import { useList, useRecordState } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useGo, useLink } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { sprints } from '@/record/screen/sprints'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { PlanScreen } from './PlanScreen'
import { RetroScreen } from './RetroScreen'
import { ReviewScreen } from './ReviewScreen'
import { SprintScreen } from './SprintScreen'
import { SprintStrip } from './SprintStrip'
import { StandupScreen } from './StandupScreen'

export interface StepProps {
  sprint: Rec
  product: string
  all: readonly Rec[]
}

/** What happens around a sprint, in its order; the first is the sprint itself. */
const steps = [
  { path: '', name: () => m.delivery_step_sprint(), Part: SprintScreen },
  { path: 'plan', name: () => m.delivery_step_plan(), Part: PlanScreen },
  { path: 'standup', name: () => m.delivery_standup(), Part: StandupScreen },
  { path: 'review', name: () => m.delivery_step_review(), Part: ReviewScreen },
  { path: 'retro', name: () => m.delivery_step_retro(), Part: RetroScreen },
] as const

/** One sprint, and in one of its steps. */
export function SprintFrame({ product, id, step = '' }: { product: string; id: string; step?: string }) {
  const { record: sprint, status, error } = useRecordState(id)
  const all = useRecords(useList({ q: sprints, product, limit: 100 }).ids)
  const go = useGo()
  const link = useLink()
  const [verb] = useAddressed('do')
  if (!sprint) return status === 'loading' ? <SkeletonRows /> : <ErrorState title={m.screens_record_gone()} text={error?.detail} />
  const shown = steps.find((s) => s.path === step) ?? steps[0]
  return (
    <Screen
      title={sprint.title}
      note={sprint.key}
      actions={
        <>
          <Button icon="square-kanban" onClick={() => go(screenAddress(product, 'board', { sprint: sprint.key }))}>
            {m.screens_board()}
          </Button>
          <Button variant="ghost" icon="file-text" onClick={() => go(recordAddress(sprint.key))}>
            {m.screens_open_record()}
          </Button>
        </>
      }
    >
      <nav aria-label={m.delivery_steps()} className="quiet-scroll flex shrink-0 gap-1 overflow-x-auto border-b px-3">
        {steps.map((s) => (
          <a
            key={s.path}
            {...link(screenAddress(product, `sprints/${sprint.key}${s.path && `/${s.path}`}`))}
            aria-current={s === shown ? 'page' : undefined}
            className={cx('flex h-9 shrink-0 items-center border-b-2 px-2 text-13', s === shown ? 'border-accent font-medium text-text' : 'border-transparent text-text-muted hover:text-text')}
          >
            {s.name()}
          </a>
        ))}
      </nav>
      {(shown.path === '' || shown.path === 'plan') && <SprintStrip sprint={sprint} product={product} all={all} here begin={verb === 'start' || verb === 'close' ? verb : undefined} />}
      <shown.Part sprint={sprint} product={product} all={all} />
    </Screen>
  )
}
