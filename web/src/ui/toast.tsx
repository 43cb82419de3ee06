import { Toast as Base } from '@base-ui/react/toast'
import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'

import { Button, IconButton } from './button'
import { cx } from './cx'
import { Icon, type IconName } from './icon'
import { shapeTone, type Tone } from './styles'

interface Message {
  text: ReactNode
  action?: { label: string; run: () => void }
  tone?: Tone
  /** Stays until it is put away. */
  keep?: boolean
}

const manager = Base.createToastManager<Message>()

const icons: Partial<Record<Tone, IconName>> = {
  accent: 'info',
  blue: 'info',
  violet: 'info',
  green: 'circle-check',
  amber: 'triangle-alert',
  red: 'circle-alert',
}

/** Says in the corner what happened. Gives a function that puts it away. */
export function toast(message: Message): () => void {
  const id = manager.add({
    data: message,
    title: message.text,
    // Whoever has something to press gets longer for it.
    timeout: message.keep ? 0 : message.action ? 9000 : 5000,
  })
  return () => manager.close(id)
}

/** Where messages appear; once in the shell. F6 brings the focus there. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport aria-label={m.ui_notifications()} className="fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col-reverse gap-2 outline-none">
          <Messages />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Messages() {
  const { toasts } = Base.useToastManager<Message>()
  return toasts.map((one) => {
    const { action, tone = 'neutral' } = one.data ?? ({} as Message)
    const icon = icons[tone]
    return (
      <Base.Root
        key={one.id}
        toast={one}
        swipeDirection={['right', 'down']}
        className={
          'rounded bg-bg-raised text-13 text-text shadow-float transition-[opacity,translate] duration-[160ms] ' +
          'translate-x-(--toast-swipe-movement-x) data-starting-style:translate-y-2 data-starting-style:opacity-0 data-ending-style:opacity-0 data-limited:hidden'
        }
      >
        <Base.Content className="flex items-center gap-2 py-1.5 pr-1.5 pl-3">
          {icon && <Icon name={icon} className={shapeTone[tone]} />}
          <Base.Title className="min-w-0 grow py-1 font-normal" />
          {action && (
            <Button
              variant="ghost"
              size="sm"
              className={cx('text-accent-text')}
              onClick={() => {
                manager.close(one.id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <Base.Close render={<IconButton icon="x" size="sm" label={m.ui_close()} />} />
        </Base.Content>
      </Base.Root>
    )
  })
}
