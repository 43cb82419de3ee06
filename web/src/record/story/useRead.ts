import { useEffect, useState } from 'react'

import { useData } from '@/data/hooks'

/** Long enough that a word is finished, short enough that a fault is seen while one still thinks of it. */
const pause = 250

const known = new Map<string, unknown>()
const most = 50

/**
 * What the server reads of a text, without anything being changed by it; while
 * one types, what it read of the text before. Nothing of an empty text.
 */
export function useRead<T>(path: string, body: { text: string } & Record<string, string>): T | undefined {
  const { client } = useData()
  const asked = `${path} ${JSON.stringify(body)}`
  const [read, setRead] = useState<T>()
  useEffect(() => {
    if ((JSON.parse(asked.slice(asked.indexOf(' ') + 1)) as { text: string }).text.trim() === '' || known.has(asked)) return undefined
    let left = false
    const wait = setTimeout(() => {
      client.send<T>('POST', asked.slice(0, asked.indexOf(' ')), JSON.parse(asked.slice(asked.indexOf(' ') + 1))).then(
        ({ value }) => {
          if (known.size >= most) known.delete(known.keys().next().value!)
          known.set(asked, value)
          if (!left) setRead(value)
        },
        // Out of reach nothing is said; the text is read when it is sent.
        () => undefined,
      )
    }, pause)
    return () => {
      left = true
      clearTimeout(wait)
    }
  }, [client, asked])
  if (body.text.trim() === '') return undefined
  return (known.get(asked) as T | undefined) ?? read
}
