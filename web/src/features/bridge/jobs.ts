import type { Job } from '@/record/tradeoff/tradeoff'

/** Whoever holds one of the two jobs asks the other. */
export const otherJob = (product: { roles: readonly string[] } | undefined): Job =>
  product?.roles.includes('product owner') && !product.roles.includes('product manager') ? 'manager' : 'owner'
