import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Progress, Spinner } from '@/ui/progress'

import type { Import } from './useImport'
import { stageName } from './words'

/** How far a run is. */
export function RunStep({ it }: { it: Import }) {
  const { progress, plan } = it.flow
  return (
    <div className="flex max-w-xl flex-col gap-4 py-6" role="status">
      <h2 className="flex items-center gap-2 text-16 font-semibold">
        <Spinner />
        {m.settings_run_title({ name: plan?.name ?? '' })}
      </h2>
      {progress.length === 0 && <p className="text-text-muted">{m.settings_run_begins()}</p>}
      <ul className="flex flex-col gap-3">
        {progress.map((p) => (
          <li key={p.stage} className="flex flex-col gap-1">
            <span className="flex justify-between">
              <span>{stageName(p.stage)}</span>
              <span className="tabular text-text-muted">{m.settings_run_of({ done: p.done.toLocaleString(), total: p.total.toLocaleString() })}</span>
            </span>
            <Progress value={p.total === 0 ? 1 : p.done / p.total} label={stageName(p.stage)} />
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-3">
        <Button onClick={it.stop}>{m.settings_run_stop()}</Button>
        <span className="text-text-muted">{m.settings_run_stop_text()}</span>
      </div>
    </div>
  )
}
