import { useParams } from '@tanstack/react-router'

import { ReleaseScreen } from '@/features/release/ReleaseScreen'

/** /p/KEY/releases/KEY: one release. */
export default function ReleaseRoute() {
  const { product, key } = useParams({ strict: false }) as { product: string; key: string }
  return <ReleaseScreen product={product} id={key} key={key} />
}
