import { m } from '@/locales/gen/messages.js'
import { commands, type Command, type Place } from '@/record/commands'
import { Dialog } from '@/ui/dialog'
import { Kbd } from '@/ui/kbd'

import type { DialogProps } from './dialogs'

const places: [Place, () => string][] = [
  ['everywhere', m.app_help_everywhere],
  ['list', m.app_help_list],
  ['record', m.app_help_record],
]

/** All keys, from the commands themselves. */
export function Help({ context, close }: DialogProps) {
  const c = context()
  return (
    <Dialog open onOpenChange={close} title={m.app_help()} size="lg">
      <div className="columns-1 gap-8 md:columns-2">
        {places.map(([place, name]) => (
          <KeyList key={place} title={name()} of={commands().filter((x) => x.place === place && x.keys)} name={(x) => x.name(c)} />
        ))}
      </div>
    </Dialog>
  )
}

function KeyList({ title, of, name }: { title: string; of: Command[]; name: (c: Command) => string }) {
  if (of.length === 0) return null
  return (
    <section className="mb-6 break-inside-avoid">
      <h3 className="mb-1 text-12 font-semibold text-text-muted">{title}</h3>
      <dl>
        {of.map((x) => (
          <div key={x.id} className="flex min-h-8 items-center justify-between gap-4 border-b border-line text-13">
            <dt>{name(x)}</dt>
            <dd>
              <Kbd keys={x.keys!} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
