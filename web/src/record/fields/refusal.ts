/** Why something was refused, in words of its own: where no field is at hand to say it at, what is said of the fields is all there is. */
import { sentence } from '@/lib/submit'

import { words } from './fields'
import { labels } from './labels'

interface Refused {
  detail: string
  fields?: readonly { field: string; message: string }[]
}

/** "The input is not valid" helps nobody: what is wrong with which field does. */
export function whyRefused({ detail, fields = [] }: Refused): string {
  return fields.length === 0 ? detail : [...new Set(fields.map(ofField))].join(' ')
}

function ofField({ field, message }: NonNullable<Refused['fields']>[number]): string {
  // A message that names its subject needs no other.
  if (/^["“A-Z]/.test(message)) return sentence('', message).trim()
  const name = field.split('.').findLast((part) => !/^\d*$/.test(part)) ?? ''
  return sentence(labels[name]?.() ?? words(name), message).trim()
}
