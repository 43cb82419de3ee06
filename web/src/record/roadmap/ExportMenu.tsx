import { address } from '@/data/client'
import { m } from '@/locales/gen/messages.js'
import { takeOrTell } from '@/record/screen/take'
import { Button } from '@/ui/button'
import { Menu } from '@/ui/menu'

/** What of the roadmap is looked at. */
export interface Seen {
  product?: string
  portfolio?: string
  q?: string
  form?: 'timeline' | 'horizons' | 'table'
  group?: string
  odds?: boolean
  milestones?: boolean
  /** As it was on a day or at a snapshot, or as a scenario has it; as it is without. */
  asOf?: string
  snapshot?: string
  scenario?: string
  title: string
}

const groups = ['product', 'objective', 'initiative', 'release', 'horizon', 'owner']
const formats = [
  ['pdf', m.roadmap_export_pdf],
  ['pptx', m.roadmap_export_pptx],
  ['png', m.roadmap_export_png],
  ['svg', m.roadmap_export_svg],
  ['csv', m.roadmap_export_csv],
  ['ics', m.roadmap_export_ics],
] as const

/** The address, below the API, of a file that holds what is seen. */
export function fileAddress(seen: Seen, format: string): string {
  const group = seen.group?.replace('link.', '')
  return address('/roadmap/file', { ...seen, group: group && groups.includes(group) && seen.form !== 'horizons' ? group : undefined, odds: seen.odds || undefined, milestones: seen.milestones || undefined, format })
}

/** Takes what is seen of the roadmap along, as a file. */
export function ExportMenu({ seen }: { seen: Seen }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" icon="download">
          {m.roadmap_export()}
        </Button>
      }
      items={formats.map(([format, label]) => ({ label: label(), onSelect: () => void takeOrTell(fileAddress(seen, format)) }))}
    />
  )
}
