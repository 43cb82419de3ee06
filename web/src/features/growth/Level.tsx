import { m } from '@/locales/gen/messages.js'

/** A level of a skill: five marks of which some are filled, with the number for everybody. */
export function Level({ value, tone = 'bg-accent' }: { value: number; tone?: string }) {
  return (
    <span role="img" aria-label={m.growth_level({ n: value })} className="inline-flex items-center gap-1">
      <span aria-hidden className="tabular w-3 text-12 font-medium text-text">
        {value}
      </span>
      <span aria-hidden className="inline-flex gap-0.5">
        {[1, 2, 3, 4, 5].map((n) => (
          <span key={n} className={n <= value ? `h-2 w-2 rounded-sm ${tone}` : 'h-2 w-2 rounded-sm border border-line-strong'} />
        ))}
      </span>
    </span>
  )
}
