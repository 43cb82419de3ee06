import { m } from '@/locales/gen/messages.js'
import { useCount } from '@/record/screen/Figure'
import { Tabs } from '@/ui/tabs'

import { boxes, type Box } from './triage'

const names: Record<Box, () => string> = {
  unheard: m.screens_box_unheard,
  linked: m.screens_box_linked,
  answered: m.screens_box_answered,
  aside: m.screens_box_aside,
  all: m.screens_box_all,
}

/** The tabs of the inbox; what is unheard is counted. */
export function Boxes({ product, value, onChange }: { product: string; value: Box; onChange: (box: Box) => void }) {
  const unheard = useCount(product, `type:feedback ${boxes.unheard}`, ['feedback'])
  return (
    <Tabs
      label={m.screens_feedback()}
      value={value}
      onChange={onChange}
      tabs={(Object.keys(boxes) as Box[]).map((b) => ({ value: b, label: names[b](), count: b === 'unheard' ? unheard.value : undefined }))}
      className="px-2"
    />
  )
}
