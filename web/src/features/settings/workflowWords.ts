/** What the editing of a workflow says. */
import { listed } from '@/lib/deciders'
import { m } from '@/locales/gen/messages.js'

import type { Category, Effect, Flaw } from './workflow'

export const CATEGORY_NAMES: Record<Category, () => string> = {
  todo: m.settings_category_todo,
  doing: m.settings_category_doing,
  done: m.settings_category_done,
  closed: m.settings_category_closed,
}

export function flawWords(f: Flaw): string {
  switch (f.what) {
    case 'empty':
      return m.settings_flaw_empty()
    case 'long':
      return m.settings_flaw_long()
    case 'twice':
      return m.settings_flaw_twice()
    case 'taken':
      return m.settings_flaw_taken({ name: f.name })
    case 'category':
      return m.settings_flaw_category({ category: CATEGORY_NAMES[f.category]() })
    case 'meaning':
      return m.settings_flaw_meaning({ meaning: f.meaning })
  }
}

/** What saving would do, in one line. */
export function effectWords(e: Effect): string {
  const parts: (string | false)[] = [
    e.added.length > 0 && m.settings_effect_added({ names: listed(e.added) }),
    ...e.renamed.map(([from, to]) => m.settings_effect_renamed({ from, to })),
    ...e.removed.map(([name, home]) => (home ? m.settings_effect_moved({ name, home }) : m.settings_effect_removed({ name }))),
    e.recategorised.length > 0 && m.settings_effect_category({ names: listed(e.recategorised) }),
    e.moved && m.settings_effect_order(),
  ]
  return parts.filter(Boolean).join(' ')
}
