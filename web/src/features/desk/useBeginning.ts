import { useCount } from '@/record/screen/Figure'

/** What a product is made of, beside what it is. */
const made = 'type:objective,pillar,feature,initiative,story,bug,task,spike,sprint,release,feedback,metric'

/** A product in which nobody has made anything yet. */
export function useBeginning(product: string): boolean {
  return useCount(product, made, ['objective', 'pillar', 'feature', 'initiative', 'story', 'bug', 'task', 'spike', 'sprint', 'release', 'feedback', 'metric']).value === 0
}
