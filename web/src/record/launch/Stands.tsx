import { Badge } from '@/ui/badge'

import { standsLook } from './launch'

/** How a launch or a department stands, in a word. */
export function Stands({ stands }: { stands: string }) {
  const look = standsLook(stands)
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {look.name()}
    </Badge>
  )
}
