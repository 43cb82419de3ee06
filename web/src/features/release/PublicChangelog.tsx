import { useParams } from '@tanstack/react-router'

import { useAsk } from '@/data/hooks'
import { sayDate } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { Markdown } from '@/ui/markdown'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState } from '@/ui/state'

interface Page {
  title: string
  intro: string
  entries: { title: string; on: string | null; notes: string }[]
}

/** What whoever has the link reads: nothing of it needs a sign-in, or leads to what does. */
export function PublicChangelog() {
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const asked = useAsk<Page>(`/changelogs/${encodeURIComponent(token)}/page`)
  const page = asked.value
  return (
    <main className="h-dvh overflow-y-auto bg-bg text-text">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-8 px-6 py-12">
        {asked.status === 'loading' && <SkeletonRows count={6} />}
        {asked.status === 'error' && <EmptyState icon="unlink" title={m.accept_changelog_gone()} text={m.accept_changelog_gone_text()} />}
        {page && (
          <>
            <header className="flex flex-col gap-2 border-b pb-6">
              <h1 className="text-24 font-semibold">{page.title}</h1>
              {page.intro && <Markdown text={page.intro} />}
              <p className="flex gap-4 text-13 text-text-muted">
                <a href={`/api/v1/changelogs/${token}/atom`} className="underline underline-offset-2 hover:text-text">
                  {m.accept_changelog_atom()}
                </a>
                <a href={`/api/v1/changelogs/${token}/feed`} className="underline underline-offset-2 hover:text-text">
                  {m.accept_changelog_feed()}
                </a>
              </p>
            </header>
            {page.entries.length === 0 && <p className="text-text-muted">{m.accept_changelog_none()}</p>}
            {page.entries.map((e) => (
              <article key={`${e.title} ${e.on}`} className="flex flex-col gap-1">
                <h2 className="text-20 font-semibold">{e.title}</h2>
                {e.on && <p className="text-13 text-text-muted">{sayDate(`${e.on}T12:00:00Z`, 'UTC')}</p>}
                <Markdown text={e.notes} />
              </article>
            ))}
          </>
        )}
      </div>
    </main>
  )
}
