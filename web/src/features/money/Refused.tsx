import type { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { ErrorState } from '@/ui/state'

/** Money that could not be shown: because it is not for whoever asks, or for now. */
export function Refused({ error, retry }: { error: Problem; retry: () => void }) {
  if (error.status === 403) return <ErrorState icon="lock" title={m.money_refused()} text={error.detail} />
  return <ErrorState title={m.money_failed()} text={error.detail} onRetry={retry} />
}
