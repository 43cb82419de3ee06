import { useEffect, useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Part } from '@/record/screen/Screen'
import { takeOrTell } from '@/record/screen/take'
import { Skeleton } from '@/ui/skeleton'
import { Callout } from '@/ui/state'

import { type Choice, type Cut, sent } from './cut'

const formats = ['pdf', 'pptx', 'png', 'svg', 'csv', 'ics']

/** The page that the audience of a cut would see, as the server writes it, in a frame that may do nothing. */
export function Preview({ cut, draft, dirty }: { cut: Cut; draft: Choice; dirty: boolean }) {
  const { client } = useData()
  const [html, setHTML] = useState<string>()
  const [wrong, setWrong] = useState<string>()
  const asked = JSON.stringify({ id: cut.id, title: draft.title, intro: draft.intro, products: draft.products, query: draft.query, form: draft.form, fields: draft.fields, group: draft.group, dates: draft.dates, laterDay: draft.laterDay, names: sent(draft).names, download: draft.download })
  useEffect(() => {
    const stop = new AbortController()
    const wait = setTimeout(() => {
      client
        .send<{ html: string }>('POST', '/cuts/preview', JSON.parse(asked), { signal: stop.signal })
        .then(({ value }) => (setHTML(value.html), setWrong(undefined)))
        .catch((e: unknown) => !stop.signal.aborted && setWrong(problemOf(e).fields?.map((f) => f.message).join('; ') || problemOf(e).detail))
    }, 250)
    return () => (clearTimeout(wait), stop.abort())
  }, [client, asked])
  return (
    <Part
      title={m.share_preview()}
      actions={
        <span className="flex flex-wrap items-center gap-2 text-12">
          <span className="text-text-muted">{m.share_take()}</span>
          {formats.map((f) => (
            <button key={f} type="button" onClick={() => void takeOrTell(`/cuts/${cut.id}/file?format=${f}`)} className="text-link hover:underline">
              {f.toUpperCase()}
            </button>
          ))}
        </span>
      }
    >
      {dirty && !wrong && <Callout className="mb-2">{m.share_preview_draft()}</Callout>}
      {wrong && (
        <Callout tone="amber" className="mb-2">
          {m.share_preview_failed({ why: wrong })}
        </Callout>
      )}
      {html === undefined ? (
        !wrong && <Skeleton height={384} />
      ) : (
        // Beside the choices there is half the room of a page: it is shown smaller rather than as a phone has it.
        <div className="h-[32rem] overflow-hidden rounded border bg-bg-raised">
          <iframe title={m.share_preview()} sandbox="" srcDoc={html} className="h-full w-full origin-top-left xl:h-[160%] xl:w-[160%] xl:scale-[0.625]" />
        </div>
      )}
    </Part>
  )
}
