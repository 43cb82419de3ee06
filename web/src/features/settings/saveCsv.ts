import { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

/** Saves the records of a query as a file. What is wrong with the query is thrown, not saved. */
export async function saveCsv(asked: { q: string; product: string; fields: string }): Promise<true> {
  const search = new URLSearchParams(Object.entries(asked).filter(([, v]) => v !== ''))
  const answer = await fetch(`/api/v1/records.csv?${search}`, { credentials: 'same-origin' })
  if (!answer.ok) {
    const said = (await answer.json().catch(() => undefined)) as Partial<Problem> | undefined
    throw new Problem(answer.status, said?.kind ?? 'internal', said?.detail ?? m.settings_form_broken(), said?.fields ?? [])
  }
  const url = URL.createObjectURL(await answer.blob())
  const a = document.createElement('a')
  a.href = url
  a.download = 'records.csv'
  a.click()
  URL.revokeObjectURL(url)
  return true
}
