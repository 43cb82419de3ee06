import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

/** At the end of a list that is shown in part. */
export function ShowMore({ onMore }: { onMore: () => void }) {
  return (
    <div className="flex justify-center py-2">
      <Button size="sm" variant="ghost" onClick={onMore}>
        {m.screens_more()}
      </Button>
    </div>
  )
}
