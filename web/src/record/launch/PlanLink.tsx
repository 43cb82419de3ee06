import { useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Icon } from '@/ui/icon'

/** From a launch's page to its plan. */
export function PlanLink({ record }: { record: Rec }) {
  const link = useLink()
  const home = useMe().products.find((p) => p.id === record.product)
  if (!home) return null
  return (
    <a {...link(`/p/${home.key}/launches/${record.key}`)} className="inline-flex min-h-7 items-center gap-2 self-start rounded text-13 text-accent-text hover:underline">
      <Icon name="list-checks" size={14} />
      {m.launch_open_plan()}
    </a>
  )
}
