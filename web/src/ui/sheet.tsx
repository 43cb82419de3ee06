/** What a page gives to the printer in place of the screen: one sheet of paper, or a few. */
import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

interface SheetProps {
  /** On how many sheets it has to fit. */
  pages?: number
  children: ReactNode
}

/** Shown to the printer only, and made as small as it must be to stay on its sheets. */
export function Sheet({ pages = 1, children }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  // Follows the browser's printing, whoever asks for it: what is too long is made to fit.
  useEffect(() => {
    const fit = () => {
      const el = sheet.current
      if (!el) return
      el.style.setProperty('--fit', '1')
      const one = el.offsetWidth * (heightOfPaper / widthOfPaper)
      el.style.setProperty('--fit', String(fitOf(el.scrollHeight, one, pages)))
    }
    window.addEventListener('beforeprint', fit)
    return () => window.removeEventListener('beforeprint', fit)
  }, [pages])
  return createPortal(
    <div ref={sheet} aria-hidden className="printed">
      {children}
    </div>,
    document.body,
  )
}

/** What a sheet of A4 has across and down within its margins, in millimetres; the same as in print.css. */
const widthOfPaper = 277
const heightOfPaper = 188

/** Smaller than this nobody likes to read: another sheet is taken, if there is one. */
const least = 0.7

/** By how much what is so high is made smaller: on one sheet if that stays legible, else on all. A sheet that is broken loses some room at its foot. */
export function fitOf(height: number, one: number, pages: number): number {
  const single = Math.min(1, one / height)
  if (pages === 1 || single >= least) return single
  return Math.min(1, (one * pages * 0.85) / height)
}
