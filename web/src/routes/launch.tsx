import { useParams } from '@tanstack/react-router'

import { LaunchScreen } from '@/features/launch/LaunchScreen'

/** /p/KEY/launches/KEY: one launch. */
export default function LaunchRoute() {
  const { product, key } = useParams({ strict: false }) as { product: string; key: string }
  return <LaunchScreen product={product} id={key} key={key} />
}
