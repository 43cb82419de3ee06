import type { ReactNode } from 'react'

/** A part of the kit under its name, with its states beside each other. */
export function Sample({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className="grid items-start gap-x-6 gap-y-2 border-b border-line py-4 sm:grid-cols-[9rem_1fr]">
      <h3 className="pt-1 text-12 font-medium text-text-faint">{name}</h3>
      <div className={wide ? 'min-w-0' : 'flex min-w-0 flex-wrap items-start gap-3'}>{children}</div>
    </div>
  )
}

export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="pt-10">
      <h2 id={`${id}-title`} className="border-b border-line-strong pb-2 text-16 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
