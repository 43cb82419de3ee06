/** A page to show to a room: the whole screen, large type, one slide after another from the keyboard. */
import { Dialog as Base } from '@base-ui/react/dialog'
import type { KeyboardEvent, ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'

import { IconButton } from './button'
import { cx } from './cx'

export interface Slide {
  title: string
  content: ReactNode
}

interface StageProps {
  /** What is presented; stands small on each slide. */
  title: string
  slides: readonly Slide[]
  /** Number of the slide that is shown, from 0. */
  at: number
  onAt: (at: number) => void
  onClose: () => void
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }

export function Stage({ title, slides, at, onAt, onClose }: StageProps) {
  const slide = slides[at] ?? slides[0]
  const go = (to: number) => to >= 0 && to < slides.length && onAt(to)
  const onKeyDown = (e: KeyboardEvent) => {
    if ((e.key === ' ' || e.key === 'Enter') && e.target instanceof HTMLButtonElement) return
    if (e.metaKey || e.ctrlKey || e.altKey) return
    if (e.key === 'Home') go(0)
    else if (e.key === 'End') go(slides.length - 1)
    else if (e.key === 'f') void wholeScreen()
    else if (steps[e.key]) go(at + steps[e.key]!)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  const close = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    onClose()
  }
  return (
    <Base.Root open onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Popup aria-label={m.ui_stage({ title })} onKeyDown={onKeyDown} className="fixed inset-0 z-50 flex flex-col bg-bg text-text outline-none">
          <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-y-auto px-[6vw] py-[4vh] outline-none" tabIndex={0} role="group" aria-live="polite" aria-label={slide?.title ?? title}>
            <div className="my-auto w-full max-w-[88rem]">
              <p className="mb-6 text-20 text-text-muted">{slide?.title}</p>
              {slide?.content}
            </div>
          </div>
          <footer className="flex h-12 shrink-0 items-center gap-2 border-t px-4 text-13 text-text-muted">
            <span className="min-w-0 flex-1 truncate">{title}</span>
            <span className="hidden sm:inline">{m.ui_stage_keys()}</span>
            <IconButton icon="chevron-left" label={m.ui_stage_back()} disabled={at === 0} onClick={() => go(at - 1)} />
            <span className="tabular">{m.ui_stage_at({ at: at + 1, of: slides.length })}</span>
            <IconButton icon="chevron-right" label={m.ui_stage_next()} disabled={at >= slides.length - 1} onClick={() => go(at + 1)} />
            <IconButton icon="monitor" label={m.ui_stage_full()} onClick={() => void wholeScreen()} className={cx('hidden sm:inline-flex')} />
            <Base.Close render={<IconButton icon="x" label={m.ui_stage_end()} />} />
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Takes the whole screen, or gives it back; where the browser does not let one, the window has to do. */
async function wholeScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    // the slide fills the window as it is
  }
}
