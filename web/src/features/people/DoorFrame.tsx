/**
 * People: how one gets in (sign-in, invitations, a new password), and who may do
 * what on a product.
 */
import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'

interface DoorFrameProps {
  title: string
  text?: ReactNode
  children?: ReactNode
  /** Below the form, in grey. */
  foot?: ReactNode
}

/** The frame of what one sees before being signed in. */
export function DoorFrame({ title, text, children, foot }: DoorFrameProps) {
  return (
    <main className="flex min-h-dvh justify-center bg-bg px-4 py-[max(2rem,14vh)]">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <p className="flex items-center gap-2 text-14 font-semibold text-text">
          <img src="/icon.svg" alt="" width={20} height={20} />
          {m.app_name()}
        </p>
        <header className="flex flex-col gap-1">
          <h1 className="text-20 font-semibold">{title}</h1>
          {text && <p className="text-14 text-text-muted">{text}</p>}
        </header>
        {children}
        {foot && <footer className="border-t border-line pt-4 text-13 text-text-muted">{foot}</footer>}
      </div>
    </main>
  )
}
