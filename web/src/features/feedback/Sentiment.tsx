import { m } from '@/locales/gen/messages.js'
import { Icon } from '@/ui/icon'

/** How it was meant: a shape with a name. */
export function Sentiment({ value, size = 14, words }: { value: unknown; size?: number; words?: boolean }) {
  const known = value === 'positive' ? { icon: 'thumbs-up', tone: 'text-green', name: m.screens_sentiment_positive() } : value === 'negative' ? { icon: 'thumbs-down', tone: 'text-red', name: m.screens_sentiment_negative() } : value === 'neutral' ? { icon: 'minus', tone: 'text-text-faint', name: m.screens_sentiment_neutral() } : undefined
  if (!known) return null
  return (
    <span className="inline-flex items-center gap-1">
      <Icon name={known.icon} size={size} className={known.tone} label={words ? undefined : known.name} />
      {words && known.name}
    </span>
  )
}
