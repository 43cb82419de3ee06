import { m } from '@/locales/gen/messages.js'
import { screenAddress, useGo } from '@/record/screen/address'
import { NewButton } from '@/record/screen/NewButton'
import { Screen } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

/** The desk of a product in which there is nothing yet: how to begin. */
export function Beginning({ product, role }: { product: string; role: 'manager' | 'owner' }) {
  const go = useGo()
  const manager = role === 'manager'
  return (
    <Screen title={manager ? m.desk_manager() : m.desk_owner()}>
      <EmptyState
        icon="gauge"
        title={m.desk_begin()}
        text={manager ? m.desk_begin_manager() : m.desk_begin_owner()}
        action={<NewButton kind={manager ? 'objective' : 'story'} product={product} primary />}
        secondary={
          <>
            <Button icon="import" onClick={() => go('/import')}>
              {m.desk_begin_import()}
            </Button>
            <Button variant="ghost" onClick={() => go(screenAddress(product, manager ? 'strategy' : 'backlog'))}>
              {manager ? m.desk_begin_strategy() : m.desk_begin_backlog()}
            </Button>
          </>
        }
      />
    </Screen>
  )
}
