import { useParams } from '@tanstack/react-router'

import { SprintFrame } from '@/features/delivery/SprintFrame'

/** /p/KEY/sprints/KEY: one sprint; below it its planning, stand-up, review and retrospective. */
export default function SprintRoute() {
  const { product, key, step } = useParams({ strict: false }) as { product: string; key: string; step?: string }
  return <SprintFrame product={product} id={key} step={step} key={key} />
}
