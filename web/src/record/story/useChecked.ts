import type { Checked } from './gherkin'
import { useRead } from './useRead'

/** What the server reads of scenarios. */
export const useChecked = (text: string): Checked | undefined => useRead<Checked>('/gherkins/check', { text })
