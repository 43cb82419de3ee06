/**
 * The dialogs of the shell, opened by their names from anywhere: the palette, the
 * help, the new record, and those that areas add for their commands.
 */
import { lazy, Suspense, useSyncExternalStore, type ComponentType } from 'react'

import type { Context } from '@/record/commands'

export interface DialogProps {
  context: () => Context
  input: unknown
  close: () => void
}

const palette = () => import('./Palette')

/** Fetches what everybody will want soon, once there is nothing better to do. */
export const warmUp = () => void palette()

const known: Record<string, ComponentType<DialogProps>> = {
  palette: lazy(() => palette().then((x) => ({ default: x.Palette }))),
  help: lazy(() => import('./Help').then((x) => ({ default: x.Help }))),
  create: lazy(() => import('./Create').then((x) => ({ default: x.Create }))),
  stuck: lazy(() => import('./Stuck').then((x) => ({ default: x.Stuck }))),
}

/** Adds a dialog that commands show by its name. */
export function addDialog(name: string, part: ComponentType<DialogProps>): void {
  known[name] = part
}

let shown: { name: string; input: unknown } | undefined
const listeners = new Set<() => void>()

export function showDialog(name: string, input?: unknown): void {
  shown = { name, input }
  for (const l of listeners) l()
}

/** Closes that dialog, and none that was opened since: what it waited for may come late. */
function close(one: typeof shown) {
  if (shown !== one) return
  shown = undefined
  for (const l of listeners) l()
}

export function Dialogs({ context }: { context: () => Context }) {
  const now = useSyncExternalStore(
    (l) => {
      listeners.add(l)
      return () => listeners.delete(l)
    },
    () => shown,
  )
  const Part = now && known[now.name]
  if (!Part) return null
  return (
    <Suspense>
      <Part context={context} input={now.input} close={() => close(now)} />
    </Suspense>
  )
}
