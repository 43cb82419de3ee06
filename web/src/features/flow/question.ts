/** What a forecast is asked; it stands in the address, so that a forecast can be sent. */
import { useNavigate, useSearch } from '@tanstack/react-router'

const names = ['q', 'sprint', 'feature', 'release', 'count', 'order', 'by', 'history', 'splitLow', 'splitHigh', 'growthLow', 'growthHigh', 'seed'] as const

export type Question = { product: string } & Partial<Record<(typeof names)[number], string>>

export function useQuestion(product: string): [Question, (more: Partial<Question>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const question: Question = { product }
  for (const name of names) if (search[name] !== undefined && search[name] !== '') question[name] = String(search[name])
  const set = (more: Partial<Question>) => void navigate({ to: '.', search: ((s: object) => ({ ...s, ...more })) as never, replace: true })
  return [question, set]
}
