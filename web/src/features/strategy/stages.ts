/** The stages of a product's life, in their order. */
import { m } from '@/locales/gen/messages.js'

export const stages = ['idea', 'discovery', 'development', 'launch', 'growth', 'maturity', 'sunset'] as const
export type Stage = (typeof stages)[number]

export const stageNames: Record<string, (() => string) | undefined> = {
  idea: m.life_idea, discovery: m.life_discovery, development: m.life_development, launch: m.life_launch, growth: m.life_growth, maturity: m.life_maturity, sunset: m.life_sunset,
}
