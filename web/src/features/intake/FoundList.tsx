import { m } from '@/locales/gen/messages.js'
import { Icon } from '@/ui/icon'

import { type Found, type Group, grouped } from './report'

/** Problems in sight, notes folded; what is said of many places is said once. */
export function FoundList({ found }: { found: readonly Found[] }) {
  const { problems, notes } = grouped(found)
  return (
    <>
      {problems.length > 0 && (
        <section aria-label={m.settings_found_problems()} className="flex flex-col gap-1">
          <h3 className="flex items-center gap-2 text-13 font-semibold">
            <Icon name="triangle-alert" className="text-amber" />
            {m.settings_found_problems_count({ count: problems.reduce((n, g) => n + g.found.length, 0) })}
          </h3>
          <Groups groups={problems} />
        </section>
      )}
      {notes.length > 0 && (
        <details>
          <summary className="w-fit text-13 text-text-muted">{m.settings_found_notes_count({ count: notes.reduce((n, g) => n + g.found.length, 0) })}</summary>
          <Groups groups={notes} />
        </details>
      )}
    </>
  )
}

/** Places shown of one sort; the rest is only counted. */
const PLACES = 50

function Groups({ groups }: { groups: readonly Group[] }) {
  return (
    <ul className="max-w-4xl divide-y border-y">
      {groups.map((g) => (
        <li key={g.text} className="py-1.5">
          {g.found.length === 1 ? (
            <p>
              <span className="keyed mr-2 text-text-faint">{g.found[0]!.where}</span>
              {g.text}
            </p>
          ) : (
            <details>
              <summary>
                {g.text} <span className="tabular text-text-muted">{m.settings_found_more({ count: g.found.length - 1 })}</span>
              </summary>
              <ul className="mt-1 ml-4 text-text-muted">
                {g.found.slice(0, PLACES).map((f) => (
                  <li key={f.where + f.what}>
                    <span className="keyed mr-2 text-text-faint">{f.where}</span>
                    {f.what}
                  </li>
                ))}
                {g.found.length > PLACES && <li>{m.settings_found_more({ count: g.found.length - PLACES })}</li>}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
