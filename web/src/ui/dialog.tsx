import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useRef, useState, useSyncExternalStore } from 'react'

import { m } from '@/locales/gen/messages.js'

import { Button, IconButton } from './button'
import { cx } from './cx'
import { useTypedIn } from './typedin'

const veil = 'fixed inset-0 z-40 bg-veil transition-opacity duration-[140ms] data-starting-style:opacity-0 data-ending-style:opacity-0'
const frame = 'fixed inset-0 z-40 flex items-start justify-center overflow-y-auto px-4 py-[max(5vh,1rem)] sm:py-[12vh]'
const sheet =
  'relative flex w-full flex-col rounded bg-bg-raised text-text shadow-float outline-none transition-[opacity,translate] duration-[140ms] ' +
  'data-starting-style:translate-y-1 data-starting-style:opacity-0 data-ending-style:opacity-0'

const widths = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode
  /** What gets the focus first; the first control if not said. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What is typed is kept elsewhere, and there again when it is opened the next time. */
  keeps?: boolean
  className?: string
  children?: ReactNode
}

/**
 * A dialog. Escape and a click beside it are easily a slip: if something was
 * typed that would be lost, it asks first. A button that closes it is meant.
 */
export function Dialog({ open, onOpenChange, title, description, size = 'md', footer, initialFocus, keeps, className, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  const { handlers, changed } = useTypedIn()
  const [leaving, setLeaving] = useState(false)
  // Asked before the dialog is there: a field with autoFocus would be taken for what had the focus before.
  const [from, setFrom] = useState<{ open: boolean; had: Element | null }>({ open: false, had: null })
  if (open !== from.open) setFrom({ open, had: open ? document.activeElement : from.had })
  const back = () => (from.had instanceof HTMLElement && from.had !== document.body && from.had.isConnected ? from.had : true)
  // The close button stands first in the document; what one came for should have the focus.
  const first = () => initialFocus?.current ?? popup.current?.querySelector<HTMLElement>('[data-dialog-body] :is(input,textarea,select,button,a[href],[tabindex="0"])') ?? true
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, why) => {
        const slip = why.reason === 'escape-key' || why.reason === 'outside-press'
        if (next || !slip || keeps || !changed()) return onOpenChange(next)
        why.cancel()
        setLeaving(true)
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={veil} />
        <Base.Viewport className={frame}>
          <Base.Popup ref={popup} className={cx(sheet, widths[size], className)} initialFocus={first} finalFocus={back} {...handlers}>
            <header className="flex items-start gap-3 px-5 pt-4 pb-1">
              <div className="min-w-0 grow">
                <Base.Title className="text-16 font-semibold">{title}</Base.Title>
                {description && <Base.Description className="mt-1 text-13 text-text-muted">{description}</Base.Description>}
              </div>
              <Base.Close render={<IconButton icon="x" label={m.ui_close()} className="-mr-2" />} />
            </header>
            <div data-dialog-body className="px-5 py-3">
              {children}
            </div>
            {footer && <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
            <Asking
              question={leaving ? { title: m.ui_discard(), text: m.ui_discard_text(), action: m.ui_discard_do(), cancel: m.ui_discard_not(), danger: true } : undefined}
              onAnswer={(yes) => {
                setLeaving(false)
                if (yes) onOpenChange(false)
              }}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog it stands in; takes a button as `render`. */
export const DialogClose = Base.Close

export interface Question {
  title: string
  text?: ReactNode
  /** The verb on the button that does it. */
  action?: string
  cancel?: string
  danger?: boolean
}

interface Asked extends Question {
  answer: (yes: boolean) => void
}

// Questions wait for each other; one is asked at a time.
let asked: readonly Asked[] = []
const listeners = new Set<() => void>()
const change = (next: readonly Asked[]) => {
  asked = next
  for (const l of listeners) l()
}

/** Asks and waits for the answer. <Confirmations/> has to be in the page. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const one: Asked = {
      ...question,
      answer: (yes) => {
        change(asked.filter((a) => a !== one))
        resolve(yes)
      },
    }
    change([...asked, one])
  })
}

const follow = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Where confirm() asks; once in the shell. */
export function Confirmations() {
  const one = useSyncExternalStore(follow, () => asked[0])
  return <Asking question={one} onAnswer={(yes) => one?.answer(yes)} />
}

/** A question that has to be answered before anything else. */
function Asking({ question, onAnswer }: { question: Question | undefined; onAnswer: (yes: boolean) => void }) {
  const [last, setLast] = useState<Question>()
  const cancel = useRef<HTMLButtonElement>(null)
  const act = useRef<HTMLButtonElement>(null)
  // The text stays while the dialog fades.
  if (question && (question.title !== last?.title || question.text !== last.text)) setLast(question)
  const shown = question ?? last
  return (
    <AlertDialog.Root open={question !== undefined} onOpenChange={(open) => !open && question && onAnswer(false)}>
      <AlertDialog.Portal>
        {/* Over a dialog as well, which has one of its own. */}
        <AlertDialog.Backdrop forceRender className={veil} />
        <AlertDialog.Viewport className={frame}>
          <AlertDialog.Popup className={cx(sheet, widths.sm)} initialFocus={shown?.danger ? cancel : act}>
            <div className="px-5 pt-4 pb-4">
              <AlertDialog.Title className="text-16 font-semibold">{shown?.title}</AlertDialog.Title>
              {shown?.text && <AlertDialog.Description className="mt-1 text-13 text-text-muted">{shown.text}</AlertDialog.Description>}
            </div>
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
              <Button ref={cancel} onClick={() => onAnswer(false)}>
                {shown?.cancel ?? m.ui_cancel()}
              </Button>
              <Button ref={act} variant={shown?.danger ? 'danger' : 'primary'} onClick={() => onAnswer(true)}>
                {shown?.action ?? m.ui_confirm()}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
