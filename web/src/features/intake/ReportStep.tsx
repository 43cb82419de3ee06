import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import { ReportView } from './ReportView'
import { start } from './flow'
import type { Import } from './useImport'

/** What the import did. */
export function ReportStep({ it, back }: { it: Import; back?: string }) {
  const go = useGo()
  const { report, refusal } = it.flow
  if (!report) return null
  return (
    <>
      {refusal && (
        <Callout tone="amber" title={refusal.detail} actions={<Button onClick={() => void it.run()}>{m.settings_run_go_on()}</Button>}>
          {m.settings_run_part()}
        </Callout>
      )}
      <ReportView report={report} />
      <div className="flex flex-wrap gap-2">
        {back?.startsWith('/setup') && (
          <Button variant="primary" onClick={() => go(back)}>
            {m.settings_import_go_on_setup()}
          </Button>
        )}
        <Button onClick={() => it.set((f) => start(f.target.make === undefined ? f.target : { key: report.product }))}>{m.settings_import_another()}</Button>
      </div>
    </>
  )
}
