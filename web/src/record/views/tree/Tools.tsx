import type { KindName } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { Button, IconButton } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { Toolbar } from '@/ui/layout'
import { Menu } from '@/ui/menu'

interface ToolsProps {
  /** Kinds that can be shown, and those that are. */
  possible: readonly KindName[]
  levels: readonly KindName[]
  /** What the screen is about, and is shown always. */
  kinds: readonly KindName[]
  onLevels: (levels: readonly KindName[]) => void
  onOpenMore: () => void
  onCloseAll: () => void
}

export function Tools({ possible, levels, kinds, onLevels, onOpenMore, onCloseAll }: ToolsProps) {
  const items = possible.map((kind) => ({
    label: kindName(kind),
    icon: <KindIcon kind={kind} />,
    checked: levels.includes(kind),
    disabled: kinds.includes(kind),
    keepOpen: true,
    onSelect: () => onLevels(levels.includes(kind) ? levels.filter((k) => k !== kind) : [...levels, kind]),
  }))
  return (
    <Toolbar label={m.views_tree_name()}>
      <Button size="sm" variant="ghost" icon="chevrons-up-down" onClick={onOpenMore}>
        {m.views_tree_open_more()}
      </Button>
      <IconButton size="sm" icon="chevrons-down-up" label={m.views_tree_close_all()} onClick={onCloseAll} />
      <span className="ml-auto">
        <Menu
          align="end"
          trigger={
            <Button size="sm" variant="ghost" icon="layers">
              {m.views_tree_levels()}
            </Button>
          }
          items={items}
        />
      </span>
    </Toolbar>
  )
}
