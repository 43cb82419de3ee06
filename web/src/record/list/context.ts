import { createContext, useContext } from 'react'

import type { Context } from '@/record/commands'

/** Makes what commands need, for menus below the shell; the shell provides it. */
export const CommandContext = createContext<(() => Context) | undefined>(undefined)

export const useCommandContext = (): (() => Context) | undefined => useContext(CommandContext)
