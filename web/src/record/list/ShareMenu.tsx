import { address } from '@/data/client'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { takeOrTell } from '@/record/screen/take'
import { IconButton } from '@/ui/button'
import { Menu } from '@/ui/menu'
import { toast } from '@/ui/toast'

interface Props {
  q: string
  product: string | undefined
  /** What a table of it shows: the further columns of the file. */
  columns: readonly Field[]
}

/** Columns that the file has anyway. */
const given = new Set(['key', 'kind', 'title', 'state', 'owner', 'tags', 'updatedAt'])

export const csvAddress = ({ q, product, columns }: Props): string =>
  address('/records.csv', { q, product, fields: columns.flatMap((c) => (c.query && !given.has(c.name) && c.type !== 'link' ? [c.query] : [])).join(',') })

/** The list as a link for others, or as a file. */
export function ShareMenu(props: Props) {
  const copy = async () => {
    await navigator.clipboard.writeText(location.href)
    toast({ text: m.views_list_link_copied() })
  }
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="share-2" size="sm" label={m.views_list_share()} />}
      items={[
        { label: m.views_list_share_link(), icon: 'link', onSelect: () => void copy() },
        { label: m.views_list_share_csv(), icon: 'download', onSelect: () => void takeOrTell(csvAddress(props)) },
      ]}
    />
  )
}
