import { useLinks } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { linkWord } from '@/record/page/links'
import { Line } from '@/record/screen/Line'

/** What the words are evidence for, and what else they are joined to. */
export function UsedFor({ id }: { id: string }) {
  const links = useLinks(id)
  if (!links || links.length === 0) return null
  return (
    <section aria-label={m.screens_feedback_used()}>
      <h3 className="pb-1 text-12 font-medium text-text-muted">{m.screens_feedback_used()}</h3>
      {links.map((l) => (
        <Line key={l.id} id={l.from === id ? l.to : l.from} note={l.type === 'evidence' ? undefined : linkWord(l.type, l.from === id ? 'out' : 'in')} />
      ))}
    </section>
  )
}
