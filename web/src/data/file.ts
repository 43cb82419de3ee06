import { m } from '@/locales/gen/messages.js'

import { Problem } from './types'

/** A file that the server made, and what it is called. */
export interface Made {
  name: string
  blob: Blob
}

/** Asks for a file; why there is none is thrown, as a Problem. `path` is below the API, with its question. */
export async function fetchFile(path: string): Promise<Made> {
  const answer = await fetch(`/api/v1${path}`, { credentials: 'same-origin' }).catch(() => {
    throw new Problem(0, 'offline', m.data_offline())
  })
  if (!answer.ok) {
    const said = (await answer.json().catch(() => undefined)) as Partial<Problem> | undefined
    throw new Problem(answer.status, said?.kind ?? 'internal', said?.detail ?? m.data_broken(), said?.fields ?? [])
  }
  return { name: nameIn(answer.headers.get('Content-Disposition')) ?? path.replace(/\?.*/, '').replace(/.*\//, ''), blob: await answer.blob() }
}

/** The name in a Content-Disposition header (RFC 6266): the one in UTF-8, if there is one. */
export function nameIn(header: string | null): string | undefined {
  const wide = /filename\*=utf-8''([^;\s]+)/i.exec(header ?? '')?.[1]
  if (wide) return decodeURIComponent(wide)
  const [, quoted, plain] = /filename=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '') ?? []
  return quoted?.replace(/\\(.)/g, '$1') ?? plain
}
