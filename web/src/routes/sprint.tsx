import { useParams } from '@tanstack/react-router'

import { SprintScreen } from '@/features/delivery/SprintScreen'

/** /p/KEY/sprints/KEY: one sprint. */
export default function SprintRoute() {
  const { product, key } = useParams({ strict: false }) as { product: string; key: string }
  return <SprintScreen product={product} id={key} key={key} />
}
