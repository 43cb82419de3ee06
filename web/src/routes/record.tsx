import { useParams } from '@tanstack/react-router'

import { RecordPage } from '@/record/page/RecordPage'

/** /r/KEY: a record as a page of its own. */
export default function RecordRoute() {
  const { key } = useParams({ strict: false }) as { key: string }
  return <RecordPage id={key} key={key} />
}
