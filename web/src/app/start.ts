/** The shell's own commands; those of the areas are added beside them. */
import { m } from '@/locales/gen/messages.js'
import { addCommands, type Command } from '@/record/commands'
import { screens } from '@/routes/screens'

import { collapsed, setCollapsed } from './preference'
import { nextTheme, setTheme } from './theme'

const go = (id: string, name: () => string, icon: string, to: string, keys?: string): Command => ({
  id,
  name,
  icon,
  keys,
  place: 'everywhere',
  group: 'go',
  run: (c) => c.go(to),
})

export function addShellCommands(): void {
  addCommands(
    { id: 'shell.palette', name: () => m.app_palette(), icon: 'command', keys: 'mod+k', place: 'everywhere', group: 'general', run: (c) => c.show('palette') },
    { id: 'shell.help', name: () => m.app_help(), icon: 'command', keys: '?', place: 'everywhere', group: 'general', run: (c) => c.show('help') },
    { id: 'shell.create', name: () => m.app_create(), icon: 'plus', keys: 'c', place: 'everywhere', group: 'general', run: (c) => c.show('create') },
    {
      id: 'shell.undo', name: () => m.app_undo(), icon: 'undo-2', keys: 'mod+z', place: 'everywhere', group: 'general',
      run: async (c) => {
        // What hinders it is told by the data layer already.
        const what = await c.data.undo().catch(() => null)
        if (what !== null) c.tell(what === undefined ? m.app_nothing_to_undo() : m.app_undone({ what }))
      },
    },
    {
      id: 'shell.redo', name: () => m.app_redo(), icon: 'redo-2', keys: 'mod+shift+z', place: 'everywhere', group: 'general',
      run: async (c) => {
        const what = await c.data.redo().catch(() => null)
        if (what !== null) c.tell(what === undefined ? m.app_nothing_to_redo() : m.app_redone({ what }))
      },
    },
    {
      id: 'shell.share', name: () => m.app_copy_link(), icon: 'link', keys: 'mod+shift+c', place: 'everywhere', group: 'general',
      run: async (c) => {
        await navigator.clipboard.writeText(location.href)
        c.tell(m.app_copied())
      },
    },
    { id: 'shell.theme', name: () => m.app_toggle_theme(), icon: 'moon', place: 'everywhere', group: 'general', run: () => setTheme(nextTheme()) },
    { id: 'shell.navigation', name: () => (collapsed() ? m.app_expand() : m.app_collapse()), icon: 'panel-left', keys: '[', place: 'everywhere', group: 'general', run: () => setCollapsed(!collapsed()) },
    go('go.inbox', () => m.app_inbox(), 'inbox', '/inbox', 'g i'),
    go('go.search', () => m.app_search(), 'search', '/search', '/'),
    go('go.settings', () => m.app_settings(), 'settings', '/settings', 'g ,'),
    go('go.import', () => m.app_import(), 'upload', '/import'),
    ...screens.map(
      (s): Command => ({
        id: `go.${s.path.replace('/', '-')}`,
        name: s.name,
        icon: s.icon,
        keys: s.keys,
        place: 'everywhere',
        group: 'go',
        when: (c) => c.product !== undefined,
        run: (c) => c.go(`/p/${c.product}/${s.path}`),
      }),
    ),
  )
}
