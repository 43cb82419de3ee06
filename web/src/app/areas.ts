/** What the areas add to the shell when it starts: their commands. */
export function addAreas(): void {}
