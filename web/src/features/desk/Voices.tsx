import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { useCount } from '@/record/screen/Figure'
import { useToday } from '@/record/screen/today'
import { Icon } from '@/ui/icon'

import { saidSince } from './figures'
import { NewFeedback } from './NewFeedback'

const feelings = [
  { value: 'positive', icon: 'thumbs-up', tone: 'text-green', name: m.screens_sentiment_positive },
  { value: 'neutral', icon: 'minus', tone: 'text-text-faint', name: m.screens_sentiment_neutral },
  { value: 'negative', icon: 'thumbs-down', tone: 'text-red', name: m.screens_sentiment_negative },
] as const

/** What customers said in the last seven days, and what of all is unheard. */
export function Voices({ product }: { product: string }) {
  const week = saidSince(useToday())
  const said = useCount(product, week, ['feedback']).value
  return (
    <div>
      <NewFeedback product={product} most={3} />
      <p className="flex h-8 flex-wrap items-center gap-x-4 text-text-muted">
        <span className="tabular">{said === undefined ? '' : m.desk_said({ count: said })}</span>
        {feelings.map((f) => (
          <Feeling key={f.value} product={product} q={`${week} sentiment:${f.value}`} icon={f.icon} tone={f.tone} name={f.name()} />
        ))}
      </p>
    </div>
  )
}

function Feeling({ product, q, icon, tone, name }: { product: string; q: string; icon: string; tone: string; name: string }) {
  const { value } = useCount(product, q, ['feedback'])
  const link = useLink()
  if (!value) return null
  return (
    <a {...link(screenAddress(product, 'feedback', { box: 'all' }))} className="flex items-center gap-1 rounded hover:text-text">
      <Icon name={icon} size={14} className={tone} label={name} />
      <span className="tabular">{value}</span>
    </a>
  )
}
