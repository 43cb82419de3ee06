import { Button } from '../button'
import { Skeleton, SkeletonRows } from '../skeleton'
import { Callout, EmptyState, ErrorState } from '../state'
import { Part, Sample } from './Sample'

export function StatesKit() {
  return (
    <Part id="states" title="States">
      <Sample name="Skeleton" wide>
        <Skeleton width={180} height={16} />
        <div className="mt-3 max-w-2xl">
          <SkeletonRows count={3} />
        </div>
      </Sample>
      <Sample name="EmptyState" wide>
        <EmptyState
          icon="layers"
          title="No stories in this sprint yet"
          text="Drag stories here from the backlog, or write one."
          action={
            <Button variant="primary" icon="plus" kbd="C">
              New story
            </Button>
          }
          secondary={<Button>Open the backlog</Button>}
        />
      </Sample>
      <Sample name="ErrorState" wide>
        <ErrorState onRetry={() => undefined} />
      </Sample>
      <Sample name="Callout" wide>
        <div className="max-w-2xl space-y-2">
          {(['neutral', 'accent', 'green', 'amber', 'red', 'blue', 'violet'] as const).map((tone) => (
            <Callout key={tone} tone={tone} title={`Something ${tone}`} actions={tone === 'amber' ? <Button size="sm">Renew</Button> : undefined}>
              What happened, what was kept, and what to do next.
            </Callout>
          ))}
        </div>
      </Sample>
    </Part>
  )
}
