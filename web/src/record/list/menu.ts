/** What one can do with records, as the lines of a menu. */
import { type Command, type Context, possible } from '@/record/commands'
import { proposes } from '@/record/fields/editor-options'
import type { MenuItem } from '@/ui/menu'

/** Said by the menu itself, with the keys of the list. */
const given = new Set(['record.openPage'])

/** The commands about records that can be run now, under their headings. */
export function commandItems(c: Context): MenuItem[] {
  const groups = new Map<string, Command[]>()
  for (const x of possible(c)) {
    if (x.place === 'everywhere' || given.has(x.id)) continue
    const right = x.right?.(c)
    if (right?.may === 'no') continue
    groups.set(x.group, [...(groups.get(x.group) ?? []), x])
  }
  return [...groups].flatMap(([heading, all]) => [{ heading }, ...all.map((x) => item(x, c))])
}

const item = (x: Command, c: Context): MenuItem => ({
  label: x.name(c),
  icon: x.icon,
  kbd: x.keys,
  hint: proposes(x.right?.(c)),
  onSelect: () => void x.run(c),
})
