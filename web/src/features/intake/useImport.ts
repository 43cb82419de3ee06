import { useRef, useState } from 'react'

import { useData } from '@/data/hooks'
import { refusalOf } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'

import { addFiles, begun, checked, done, type Flow, jobOf, refused, running, start, type Target, tell } from './flow'
import { readFiles } from './read'
import { check, run, Stopped } from './send'

export interface Import {
  flow: Flow
  /** Changes what was chosen. */
  set: (change: (f: Flow) => Flow) => void
  add: (files: Iterable<File>) => Promise<void>
  check: () => Promise<void>
  run: () => Promise<void>
  /** Ends a run; what has gone in stays. */
  stop: () => void
}

/** One import, from its files to its report. */
export function useImport(target: Target): Import {
  const data = useData()
  const [flow, set] = useState(() => start(target))
  const abort = useRef<AbortController>(undefined)
  const fail = (e: unknown) => set((f) => refused(f, refusalOf(e, m.settings_form_broken()), e instanceof Stopped ? e.report : undefined))
  return {
    flow,
    set,
    add: async (files) => {
      const read = await readFiles(files)
      set((f) => addFiles(f, read))
    },
    check: async () => {
      const job = jobOf(flow)
      if (!job || flow.busy) return
      set(begun)
      try {
        const plan = await check(job)
        set((f) => checked(f, plan))
      } catch (e) {
        fail(e)
      }
    },
    run: async () => {
      const job = jobOf(flow)
      if (!job || flow.busy) return
      set(running)
      abort.current = new AbortController()
      try {
        const report = await run(job, (p) => set((f) => tell(f, p)), abort.current.signal)
        set((f) => done(f, report))
      } catch (e) {
        fail(abort.current.signal.aborted ? { detail: m.settings_import_stopped() } : e)
      }
      // A product that was made is to be found in the navigation, and its people by name.
      void data.session.load()
    },
    stop: () => abort.current?.abort(),
  }
}
