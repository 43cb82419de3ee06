/** What the backlog asks for. */
export const work = 'type:story,bug,task,spike'

/** What is not done, in its order. */
export const backlog = `${work} category:todo,doing`

/** Quick filters: each a condition that is laid over the backlog. */
export const quick = {
  mine: 'is:mine',
  unsized: 'no:estimate',
  threadless: 'no:feature',
  blocked: 'is:blocked',
} as const

export type Quick = keyof typeof quick

/** The sprints to come, the nearest first. */
export const planned = 'type:sprint category:todo sort:starton,created'

/** The last sprints, whose capacity says what a team usually takes on. */
export const past = 'type:sprint category:doing,closed has:capacity sort:-starton'
